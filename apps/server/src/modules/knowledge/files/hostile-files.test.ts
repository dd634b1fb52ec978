import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../../testing/test-app.ts'
import { uploadFile } from '../../../testing/upload-file.ts'
import { indexDocumentJob } from '../documents.service.ts'
import { harmlessFiles, hostileFiles } from './hostile.fixture.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const storedFiles = () =>
  readdir(join(server.dataDir, 'files'), { recursive: true, withFileTypes: true }).then(
    (entries) => entries.filter((entry) => entry.isFile()),
    () => [],
  )
const documents = async () => (await owner.client.request('GET /api/v1/knowledge/documents', {})).data

describe('is refused with a clear reason, and leaves nothing:', () => {
  test.each(hostileFiles)(
    '$what',
    async ({ name, code, make }) => {
      const answer = await uploadFile(server, owner, make(), name)
      expect([answer.code, answer.message]).toEqual([code, expect.stringMatching(/^[A-Z].{10,160}\.$/)])
      expect(answer.status).toBeLessThan(500)
      expect(await documents()).toEqual([])
      expect(await storedFiles()).toEqual([])
    },
    30_000,
  )
})

describe('is taken and read:', () => {
  test.each(harmlessFiles)('$what', async ({ name, make }) => {
    const { code, data } = await uploadFile(server, owner, make(), name)
    expect(code).toBeNull()
    if (data.status !== 'ready') {
      await server.runJob(indexDocumentJob, { workspaceId: owner.workspaceId, documentId: data.id })
    }
    const { data: now } = await owner.client.request('GET /api/v1/knowledge/documents/:documentId', {
      params: { documentId: data.id },
    })
    expect(now).toMatchObject({ status: 'ready', problem: null, file: { name } })
  })
})
