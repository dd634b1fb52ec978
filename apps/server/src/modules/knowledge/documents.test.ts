import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { indexDocumentJob } from './documents.service.ts'
import { pdfOf } from './files/pdf.fixture.ts'
import type { Progress } from './files/process-messages.ts'
import { runDocumentProcess } from './files/run-document-process.ts'
import { indexText } from './index-text.ts'
import { retrieve } from './retrieval.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const find = (question: string) => server.db.transaction(owner.workspaceId, (tx) => retrieve(tx, question))
const get = async (documentId: string) =>
  (await owner.client.request('GET /api/v1/knowledge/documents/:documentId', { params: { documentId } })).data
const runIndexing = (documentId: string) =>
  server.runJob(indexDocumentJob, { workspaceId: owner.workspaceId, documentId })

type Answer = {
  success: boolean
  data: { id: string; status: string; title: string; format: string }
  error?: { code: string }
}

async function upload(bytes: Buffer | string, name: string, fields: Record<string, string> = {}): Promise<Answer> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([bytes]), name)
  const response = await fetch(`${server.url}/api/v1/knowledge/documents/upload`, {
    method: 'POST',
    headers: { cookie: owner.cookie, 'x-workspace-id': owner.workspaceId, origin: server.url },
    body: form,
  })
  return (await response.json()) as Answer
}

test('a short Markdown document is found at once, by its headings too, and in new words when it changes', async () => {
  const { data } = await owner.client.request('POST /api/v1/knowledge/documents', {
    body: {
      title: 'Garden',
      text: '# Garden\n\n## Roses\n\nWater them twice a week.\n\n## Ferns\n\nKeep them in the shade.',
    },
  })
  expect(data).toMatchObject({ status: 'ready', passageCount: 2, problem: null, format: 'markdown' })
  const [found] = await find('how often do I water the roses')
  expect(found).toMatchObject({ documentId: data.id, title: 'Garden › Roses', text: 'Water them twice a week.' })

  const params = { documentId: data.id }
  const changed = await owner.client.request('PATCH /api/v1/knowledge/documents/:documentId', {
    params,
    body: { text: '## Roses\n\nWater them twice a week.\n\n## Tulips\n\nPlant them in autumn.' },
  })
  expect(changed.data.passageCount).toBe(2)
  expect((await find('tulips'))[0]?.text).toBe('Plant them in autumn.')
  expect(await find('ferns')).toEqual([])
  expect((await find('roses'))[0]?.passageId).toBe(found?.passageId)

  await owner.client.request('DELETE /api/v1/knowledge/documents/:documentId', { params })
  expect(await find('tulips')).toEqual([])
})

test('a long text is indexed by a job, which may run twice', async () => {
  const text = Array.from(
    { length: 400 },
    (_, index) => `Paragraph ${index} speaks of zebrafish and other quiet animals.`,
  ).join('\n\n')
  const { data } = await owner.client.request('POST /api/v1/knowledge/documents', {
    body: { title: 'Animals', format: 'text', text },
  })
  expect(data.status).toBe('indexing')
  await runIndexing(data.id)
  const once = await get(data.id)
  expect(once.status).toBe('ready')
  expect(once.passageCount).toBeGreaterThan(10)
  await runIndexing(data.id)
  expect((await get(data.id)).passageCount).toBe(once.passageCount)
  expect((await find('zebrafish')).length).toBeGreaterThan(0)
})

describe('an uploaded file', () => {
  test('that is a PDF is read by a job', async () => {
    const { data } = await upload(
      pdfOf([['Warranty for lamps', 'Every lamp has a warranty of nine years.'], ['Second page about cables.']]),
      'lamps.pdf',
    )
    expect(data).toMatchObject({ title: 'lamps', format: 'pdf', status: 'indexing' })
    await runIndexing(data.id)
    const document = await get(data.id)
    expect(document).toMatchObject({ status: 'ready', problem: null })
    expect(document.text).toContain('nine years')
    expect((await find('lamp warranty'))[0]?.documentId).toBe(data.id)
  })

  test('without text fails with a problem that people understand', async () => {
    const { data } = await upload(pdfOf([[], []]), 'scan.pdf', { title: 'Scanned letter' })
    expect(data.title).toBe('Scanned letter')
    await runIndexing(data.id)
    expect(await get(data.id)).toMatchObject({
      status: 'failed',
      passageCount: 0,
      problem: expect.stringMatching(/scan/),
    })
  })

  test('is Markdown or text by what it holds, whatever its name', async () => {
    expect((await upload('# Title\n\nWords about herons.', 'notes.bin')).data).toMatchObject({
      format: 'markdown',
      status: 'ready',
    })
    expect((await upload('Plain words about egrets.', 'egrets.txt')).data).toMatchObject({
      format: 'text',
      title: 'egrets',
    })
    expect((await upload('', 'empty.txt')).error?.code).toBe('UNREADABLE_DOCUMENT')
  })

  test('with an address that is none is refused', async () => {
    expect((await upload('Words.', 'a.txt', { url: 'javascript:alert(1)' })).error?.code).toBe('VALIDATION_ERROR')
  })
})

test('the text of a PDF cannot be changed', async () => {
  const { data } = await upload(pdfOf([['Hello']]), 'hello.pdf')
  await expect(
    owner.client.request('PATCH /api/v1/knowledge/documents/:documentId', {
      params: { documentId: data.id },
      body: { text: 'x' },
    }),
  ).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
})

test('a job for a document that changed meanwhile, or is gone, writes nothing', async () => {
  await runIndexing('0199c0de-7000-7000-8000-000000000001')
  const gone = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query("select id from knowledge_passages where document_id = '0199c0de-7000-7000-8000-000000000001'"),
  )
  expect(gone).toEqual([])
})

const tooComplex = { problem: { code: 'DOCUMENT_TOO_COMPLEX', message: expect.stringContaining('too complex') } }
const nothing = Buffer.alloc(0)

test('reading ends by itself when it takes too long or too much, and when it is not wanted any more', async () => {
  const input = {
    work: 'read' as const,
    title: 'T',
    format: 'text' as const,
    text: 'words and more words. '.repeat(40_000),
  }
  const startedAt = performance.now()
  expect(await runDocumentProcess(input, nothing, { limits: { timeoutMs: 1, maxMemoryMb: 200 } })).toEqual(tooComplex)
  expect(performance.now() - startedAt).toBeLessThan(5000)
  const options = { limits: { timeoutMs: 60_000, maxMemoryMb: 200 }, signal: AbortSignal.timeout(20) }
  await expect(runDocumentProcess(input, nothing, options)).rejects.toThrow()
}, 30_000)

test('a process of its own indexes a text as the server itself does', async () => {
  const text = '# Lamps\n\nEach lamp costs 450 baht.\n\n## โคมไฟ\n\nโคมไฟราคา 450 บาท'
  for (const format of ['markdown', 'page'] as const) {
    const limits = { timeoutMs: 30_000, maxMemoryMb: 200 }
    const outcome = await runDocumentProcess({ work: 'read', title: 'Shop', format, text }, nothing, { limits })
    expect(outcome).toEqual({ result: indexText('Shop', format, text) })
  }
})

test('documents are listed newest change first', async () => {
  const first = await owner.client.request('GET /api/v1/knowledge/documents', { query: { limit: 3 } })
  expect(first.data).toHaveLength(3)
  const next = await owner.client.request('GET /api/v1/knowledge/documents', {
    query: { limit: 3, cursor: first.metadata.nextCursor! },
  })
  const times = [...first.data, ...next.data].map((document) => document.updatedAt)
  expect(times).toEqual([...times].sort().reverse())
  expect(new Set([...first.data, ...next.data].map((document) => document.id)).size).toBe(
    first.data.length + next.data.length,
  )
})

test('a form that is cut off, or has a field with an unknown name, is refused in plain words', async () => {
  const send = async (type: string, body: string) => {
    const response = await fetch(`${server.url}/api/v1/knowledge/documents/upload`, {
      method: 'POST',
      headers: {
        cookie: owner.cookie,
        'x-workspace-id': owner.workspaceId,
        'content-type': type,
        'idempotency-key': `form-${body.length}`,
      },
      body,
    })
    return [response.status, ((await response.json()) as Answer).error?.code]
  }
  const part = (name: string) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\nx\r\n`
  const refused = [400, 'VALIDATION_ERROR']
  expect(await send('multipart/form-data', 'x')).toEqual(refused)
  expect(await send('multipart/form-data; boundary=b', part('title'))).toEqual(refused)
  expect(await send('multipart/form-data; boundary=b', `${part('a\0b')}--b--\r\n`)).toEqual(refused)
})

test('reading a file tells how far it is, and what comes after', async () => {
  const seen: Progress[] = []
  const outcome = await runDocumentProcess(
    { work: 'read', title: 'Lamps', format: 'pdf', text: null },
    pdfOf([['One'], ['Two'], ['Three'], ['Four']]),
    { limits: { timeoutMs: 30_000, maxMemoryMb: 200 }, onProgress: (progress) => void seen.push(progress) },
  )
  expect(outcome).toMatchObject({ result: { text: expect.stringMatching(/One[^]+Four/) } })
  expect(seen).toEqual([
    ...[25, 50, 75, 100].map((percent) => ({ step: 'read', percent })),
    { step: 'index', percent: null },
  ])
})

test('a small PDF that unpacks to far more than may be held is given up', async () => {
  const packed = deflateSync(Buffer.alloc(300_000_000, ' '))
  const input = { work: 'read' as const, title: 'Bomb', format: 'pdf' as const, text: null }
  const limits = { timeoutMs: 60_000, maxMemoryMb: 100 }
  expect(await runDocumentProcess(input, pdfWithStream(packed), { limits })).toEqual(tooComplex)
}, 30_000)

function pdfWithStream(packed: Buffer): Buffer {
  const head = [
    '%PDF-1.7',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj',
    `4 0 obj<</Length ${packed.length}/Filter/FlateDecode>>stream\n`,
  ].join('\n')
  const tail = '\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF'
  return Buffer.concat([Buffer.from(head), packed, Buffer.from(tail)])
}
