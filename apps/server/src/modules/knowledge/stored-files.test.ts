import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { plans } from '@minichat/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eicar, hasClamd, startClamd } from '../../testing/clamd.ts'
import { startFakeS3 } from '../../testing/fake-s3.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { uploadFile } from '../../testing/upload-file.ts'
import { indexDocumentJob, scanFileJob } from './documents.service.ts'
import { docxOf, paragraph } from './files/office.fixture.ts'
import { pdfOf } from './files/pdf.fixture.ts'
import { retrieve } from './retrieval.ts'
import { forgetFileJob, moveOriginalsJob } from './stored-files.jobs.ts'

const documentOf = async (owner: Person, documentId: string) =>
  (await owner.client.request('GET /api/v1/knowledge/documents/:documentId', { params: { documentId } })).data
const download = (server: TestApp, person: Person, documentId: string) =>
  fetch(`${server.url}/api/v1/knowledge/documents/${documentId}/original`, {
    headers: { cookie: person.cookie, 'x-workspace-id': person.workspaceId },
  })
const storageBytes = async (owner: Person) =>
  (await owner.client.request('GET /api/v1/plan')).data.quotas.find(({ quota }) => quota === 'storageBytes')?.used
const filesIn = (server: TestApp) =>
  readdir(join(server.dataDir, 'files'), { recursive: true, withFileTypes: true }).then(
    (entries) => entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    () => [],
  )

describe('the file of a document', () => {
  let server: TestApp
  let owner: Person
  beforeAll(async () => {
    server = await startTestApp()
    owner = await server.given.owner()
  })
  afterAll(() => server.stop())

  test('is given to members of its workspace alone, byte by byte, and shown by no browser', async () => {
    const bytes = docxOf(paragraph('Wash by hand.'))
    const { data } = await uploadFile(server, owner, bytes, 'วิธีดูแล (ถ้วย).docx')
    expect(data.file).toEqual({ name: 'วิธีดูแล (ถ้วย).docx', sizeBytes: bytes.length })
    const member = await server.given.colleague(owner, 'member')
    const response = await download(server, member, data.id)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    const header = (name: string) => response.headers.get(name)
    expect(header('content-disposition')).toMatch(
      /^attachment; filename="[\w .-]+"; filename\*=UTF-8''%E0%B8%A7[\w%.-]+%28[\w%]+%29\.docx$/,
    )
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(header('cache-control')).toBe('no-store')

    const other = await owner.client.request('POST /api/v1/workspaces', { body: { name: 'Other' } })
    const elsewhere = await fetch(`${server.url}/api/v1/knowledge/documents/${data.id}/original`, {
      headers: { cookie: owner.cookie, 'x-workspace-id': other.data.id },
    })
    expect(elsewhere.status).toBe(404)
    expect((await fetch(response.url)).status).toBe(401)
  })

  test('of a text is kept as well, and what was written has none', async () => {
    const { data } = await uploadFile(server, owner, '\ufeff# Roses\n\nTwice a week.', 'roses.md')
    expect(data.status).toBe('ready')
    expect(await (await download(server, owner, data.id)).text()).toContain('# Roses')
    const written = await owner.client.request('POST /api/v1/knowledge/documents', {
      body: { title: 'Ferns', text: 'Shade.' },
    })
    expect(written.data.file).toBeNull()
    expect((await download(server, owner, written.data.id)).status).toBe(404)
  })

  test('counts as storage, and goes with its document and with its workspace', async () => {
    await server.runQueue()
    const before = { bytes: (await storageBytes(owner)) ?? 0, files: await filesIn(server) }
    const bytes = pdfOf([['Every lamp has a warranty.']])
    const { data } = await uploadFile(server, owner, bytes, 'lamps.pdf')
    expect(await storageBytes(owner)).toBe(before.bytes + bytes.length)
    await server.runJob(indexDocumentJob, { workspaceId: owner.workspaceId, documentId: data.id })
    expect(await filesIn(server)).toContain(data.id)
    const forget = () =>
      server.runJob(forgetFileJob, {
        workspaceId: owner.workspaceId,
        documentId: data.id,
        key: `knowledge/${owner.workspaceId}/${data.id}`,
      })
    await forget()
    expect(await filesIn(server)).toContain(data.id)

    await owner.client.request('DELETE /api/v1/knowledge/documents/:documentId', { params: { documentId: data.id } })
    await server.runQueue()
    await forget()
    expect(await filesIn(server)).toEqual(before.files)
    expect(await storageBytes(owner)).toBe(before.bytes)

    const other = await owner.client.request('POST /api/v1/workspaces', { body: { name: 'Short-lived' } })
    const workspaceId = other.data.id
    const { data: theirs } = await uploadFile(
      server,
      { ...owner, cookie: owner.cookie, workspaceId },
      bytes,
      'lamps.pdf',
    )
    expect(await filesIn(server)).toContain(theirs.id)
    await server.db.transaction(workspaceId, (tx) => tx.query('delete from workspaces where id = $1', [workspaceId]))
    await server.runQueue()
    expect(await filesIn(server)).toEqual(before.files)
  })

  test('that was kept in the database is moved to the storage, once', async () => {
    const bytes = pdfOf([['Old words about herons.']])
    const id = '0199c0de-7000-7000-8000-00000000a001'
    await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query(
        `insert into knowledge_documents (workspace_id, id, title, format, original) values ($1, $2, 'Herons', 'pdf', $3)`,
        [owner.workspaceId, id, bytes],
      ),
    )
    const used = await storageBytes(owner)
    const expected = async () => {
      const response = await download(server, owner, id)
      expect(response.headers.get('content-disposition')).toContain('Herons.pdf')
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
      expect(await storageBytes(owner)).toBe(used)
    }
    await expected()
    expect(await filesIn(server)).not.toContain(id)
    await server.runJob(moveOriginalsJob)
    await server.runJob(moveOriginalsJob)
    await expected()
    expect(await filesIn(server)).toContain(id)
    await server.runJob(indexDocumentJob, { workspaceId: owner.workspaceId, documentId: id })
    expect((await documentOf(owner, id)).text).toContain('herons')
  })

  test('is not taken over the plan’s storage, and nothing of it is left', async () => {
    await owner.client.request('PUT /api/v1/admin/workspaces/:workspaceId/plan', {
      params: { workspaceId: owner.workspaceId },
      body: { plan: 'free' },
    })
    const [{ data: full }, before] = [await uploadFile(server, owner, 'Words.', 'words.txt'), await filesIn(server)]
    const used = (await storageBytes(owner)) ?? 0
    const room = (plans.free.storageBytes ?? 0) - used
    const fill = (bytes: number) =>
      server.db.transaction(owner.workspaceId, (tx) =>
        tx.query('update knowledge_documents set file_bytes = $3 where workspace_id = $1 and id = $2', [
          owner.workspaceId,
          full.id,
          bytes,
        ]),
      )
    await fill(room)
    const bytes = docxOf(paragraph('More words.'))
    expect((await uploadFile(server, owner, bytes, 'more.docx')).code).toBe('QUOTA_REACHED')
    expect(await filesIn(server)).toEqual(before)
    await fill(room - bytes.length)
    expect((await uploadFile(server, owner, bytes, 'more.docx')).code).toBeNull()
  })
})

test('files go to S3 where it is configured', async () => {
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-real-secret' }
  await using s3 = await startFakeS3('office-files', credentials)
  await using server = await startTestApp({
    STORAGE_URL: 's3://office-files/minichat',
    S3_ENDPOINT: s3.url,
    S3_ACCESS_KEY_ID: credentials.accessKeyId,
    S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  })
  const owner = await server.given.owner()
  const bytes = pdfOf([['Every lamp has a warranty.']])
  const { data } = await uploadFile(server, owner, bytes, 'lamps.pdf')
  expect([...s3.objects.keys()]).toEqual([`minichat/knowledge/${owner.workspaceId}/${data.id}`])
  await server.runJob(indexDocumentJob, { workspaceId: owner.workspaceId, documentId: data.id })
  expect(await documentOf(owner, data.id)).toMatchObject({ status: 'ready' })
  expect(Buffer.from(await (await download(server, owner, data.id)).arrayBuffer()).equals(bytes)).toBe(true)

  s3.state.isAway = true
  expect((await uploadFile(server, owner, bytes, 'more.pdf')).code).toBe('SERVICE_UNAVAILABLE')
  s3.state.isAway = false
  await owner.client.request('DELETE /api/v1/knowledge/documents/:documentId', { params: { documentId: data.id } })
  await server.runQueue()
  expect([...s3.objects.keys()]).toEqual([])
  expect(s3.refused).toEqual([])
})

/** Says what it is told to, as clamd would. */
async function startPuppetScanner() {
  const puppet = { answer: null as string | null }
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => (puppet.answer === null ? socket.destroy() : socket.end(`${puppet.answer}\0`)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { puppet, url, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

describe('while the scan does not answer', () => {
  let scanner: Awaited<ReturnType<typeof startPuppetScanner>>
  let server: TestApp
  let owner: Person
  beforeAll(async () => {
    scanner = await startPuppetScanner()
    server = await startTestApp({ CLAMD_URL: scanner.url })
    owner = await server.given.owner()
  })
  afterAll(async () => {
    await server.stop()
    await scanner.stop()
  })

  async function uploadWaiting(bytes: Buffer | string, name: string) {
    scanner.puppet.answer = null
    const { data } = await uploadFile(server, owner, bytes, name)
    expect(data).toMatchObject({ status: 'scanning', step: 'scan', passageCount: 0 })
    return { workspaceId: owner.workspaceId, documentId: data.id }
  }
  const finds = async (question: string) =>
    (await server.db.transaction(owner.workspaceId, (tx) => retrieve(tx, question))).length > 0

  test('a file waits: nothing reads it, nobody gets it, whatever is done with it; then it is used', async () => {
    const waiting = await uploadWaiting('# Herons\n\nHerons stand in the water.', 'herons.md')
    const { documentId } = waiting
    await server.runJob(indexDocumentJob, waiting)
    await server.runJob(scanFileJob, waiting)
    await owner.client.request('PATCH /api/v1/knowledge/documents/:documentId', {
      params: { documentId },
      body: { title: 'Birds' },
    })
    await server.runJob(indexDocumentJob, waiting)
    expect(await documentOf(owner, documentId)).toMatchObject({ status: 'scanning', text: '' })
    expect(await finds('herons')).toBe(false)
    const response = await download(server, owner, documentId)
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
      409,
      'DOCUMENT_NOT_SCANNED',
    ])

    scanner.puppet.answer = 'stream: OK'
    await server.runJob(scanFileJob, waiting)
    await server.runJob(scanFileJob, waiting)
    await server.runQueue()
    expect(await documentOf(owner, documentId)).toMatchObject({ status: 'ready', step: null })
    expect(await finds('herons')).toBe(true)
    expect((await download(server, owner, documentId)).status).toBe(200)
  })

  test('and something is found later, the file is removed and the document says why', async () => {
    const waiting = await uploadWaiting('Words about egrets.', 'egrets.txt')
    scanner.puppet.answer = 'stream: Some-Signature FOUND'
    await server.runJob(scanFileJob, waiting)
    await server.runJob(scanFileJob, waiting)
    await server.runQueue()
    expect(await documentOf(owner, waiting.documentId)).toMatchObject({
      status: 'failed',
      problemCode: 'DOCUMENT_INFECTED',
      file: null,
      text: '',
    })
    expect(await filesIn(server)).not.toContain(waiting.documentId)
    expect((await download(server, owner, waiting.documentId)).status).toBe(404)
    expect(await finds('egrets')).toBe(false)
  })
})

describe.skipIf(!hasClamd)('with clamd installed', () => {
  let clamd: Awaited<ReturnType<typeof startClamd>>
  let server: TestApp
  let owner: Person
  beforeAll(async () => {
    clamd = await startClamd()
    server = await startTestApp({ CLAMD_URL: clamd.url })
    owner = await server.given.owner()
  })
  afterAll(async () => {
    await server.stop()
    await clamd.stop()
  })

  test('what it finds is refused in every format and leaves nothing; the rest is taken', async () => {
    const infected: [string, Buffer | string][] = [
      ['eicar.txt', eicar()],
      ['eicar.md', `# Title\n\n${eicar()}`],
      ['eicar.csv', `Item,Note\nMug,${eicar()}`],
      ['eicar.html', `<html><p>${eicar()}</p></html>`],
      ['eicar.docx', docxOf(paragraph('Words.'), [{ name: 'word/media/a.bin', data: eicar() }])],
      ['eicar.pdf', Buffer.concat([pdfOf([['Words.']]), Buffer.from(`% ${eicar()}`)])],
    ]
    for (const [name, bytes] of infected) {
      expect([name, (await uploadFile(server, owner, bytes, name)).code]).toEqual([name, 'DOCUMENT_INFECTED'])
    }
    expect(await filesIn(server)).toEqual([])
    expect((await owner.client.request('GET /api/v1/knowledge/documents', {})).data).toEqual([])
    expect((await uploadFile(server, owner, 'Harmless words.', 'words.txt')).data.status).toBe('ready')
  })
})
