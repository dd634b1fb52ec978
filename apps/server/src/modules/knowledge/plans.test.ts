import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../../platform/database/database.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { findByGrams } from './grams.store.ts'
import { countPostings, findPassages, findPostings } from './passages.store.ts'
import { countEmbedded, findUnembedded } from './vectors/embeddings.store.ts'
import { ngramModel } from './vectors/ngram-embedder.ts'
import { readVectors, readVectorsOf } from './vectors/vectors.store.ts'

let server: TestApp
let owner: Person
let passageId: string

/** A small workspace among others that have a hundred times as much. */
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  const body = { question: 'Lanterns', answer: 'They hang at the gate.' }
  await owner.client.request('POST /api/v1/knowledge/entries', { body })
  const admin = new pg.Client({ connectionString: server.database.urls.migration })
  await admin.connect()
  await admin.query(`
    insert into workspaces (id, name) select gen_random_uuid(), 'Other ' || n from generate_series(1, 20) n;
    insert into knowledge_documents (workspace_id, id, title, format, status)
      select id, gen_random_uuid(), 'Guide', 'text', 'ready' from workspaces where name like 'Other %';
    insert into knowledge_passages
      (workspace_id, id, document_id, position, title, text, locale, length, segmenter_version)
      select d.workspace_id, gen_random_uuid(), d.id, n, 'Title', 'Text', 'en', 1, 1
      from knowledge_documents d, generate_series(1, 250) n where d.title = 'Guide';
    insert into knowledge_grams (workspace_id, gram, passage_id, in_title)
      select workspace_id, n, id, true from knowledge_passages, generate_series(1, 20) n where title = 'Title';
    insert into knowledge_postings (workspace_id, term, passage_id, in_title, in_text)
      select workspace_id, 'en:word' || n, id, 1, 1 from knowledge_passages, generate_series(1, 5) n where title = 'Title';
    insert into knowledge_vectors (workspace_id, passage_id, model, dims, vector)
      select workspace_id, id, '${ngramModel}', 512, decode(repeat('01', 512), 'hex')
      from knowledge_passages where title = 'Title';
  `)
  await admin.query('vacuum analyze')
  await admin.end()
  passageId = await server.db.transaction(
    owner.workspaceId,
    async (tx) => (await tx.one<{ id: string }>('select id from knowledge_passages')).id,
  )
}, 60_000)
afterAll(() => server.stop())

/** The plans of the statements that the product runs, as the app's role. */
async function plansOf(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  await server.db.transaction(owner.workspaceId, async (tx) => {
    const explain = async (text: string, values?: unknown[]) => {
      const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      return [] as never[]
    }
    await work({ ...tx, query: explain, one: explain as never, maybeOne: explain as never })
  })
  return plans
}

const hot: [string, (tx: Tx) => Promise<unknown>][] = [
  ['postings of words', (tx) => findPostings(tx, ['en:word1', 'en:word2'], 3000)],
  ['how often words stand', (tx) => countPostings(tx, ['en:word1', 'en:word2'], 100)],
  ['passages by pieces of words', (tx) => findByGrams(tx, [1, 2, 3, 4], 200, 24)],
  ['all vectors of a model', (tx) => readVectors(tx, ngramModel)],
  ['vectors of candidates', (tx) => readVectorsOf(tx, ngramModel, [passageId])],
  ['passages by id', (tx) => findPassages(tx, [passageId])],
  ['passages without a vector', (tx) => findUnembedded(tx, 'openai:small@host', 32)],
  ['how many have one', (tx) => countEmbedded(tx, ngramModel)],
]

test.each(hot)('%s: by index as the app’s role, and none of other workspaces’ rows', async (_name, work) => {
  const plans = await plansOf(work)
  expect(plans.length).toBeGreaterThan(0)
  for (const plan of plans) {
    expect(plan).not.toMatch(/Seq Scan on knowledge_(passages|postings|grams|vectors)/)
    expect(plan).toMatch(/Index Cond: .*workspace_id/)
  }
})

test('what is read is of the own workspace only: rows of others are not even looked at', async () => {
  const explained = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query<{ 'QUERY PLAN': string }>(
      'explain (analyze, costs off, timing off) select vector from knowledge_vectors where workspace_id = $1 and model = $2',
      [owner.workspaceId, ngramModel],
    ),
  )
  const plan = explained.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).not.toMatch(/Rows Removed by Filter: [1-9]/)
  expect(plan).toMatch(/rows=1(\.00)? /)
})
