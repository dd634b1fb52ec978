import type { Member } from './member.ts'

const parts = 1000

/** Some that are long enough to be indexed by a job. */
export async function uploadDocuments({ client }: Member, count: number, name: string): Promise<void> {
  const part = (at: number) =>
    `## Part ${at}\n\nParcel ${at} leaves our workshop on day ${at} and takes ${at} days.\n\n`
  const text = Array.from({ length: parts }, (_, at) => part(at)).join('')
  await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const form = new FormData()
      form.set('file', new Blob([text], { type: 'text/markdown' }), `${name}-${index}.md`)
      return client.request('POST /api/v1/knowledge/documents/upload', { form })
    }),
  )
}

/** How many cannot be found in yet. */
export async function countUnindexed({ client }: Member): Promise<number> {
  const { data } = await client.request('GET /api/v1/knowledge/documents', { query: { limit: 200 } })
  return data.filter((document) => document.status !== 'ready').length
}
