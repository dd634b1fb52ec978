import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKnowledgeModule, type RetrievedPassage } from '../src/modules/knowledge/index.ts'
import type { Database, Tx } from '../src/platform/database/database.ts'
import { jobs } from '../src/platform/jobs/jobs.ts'
import { createOutgoing } from '../src/platform/outgoing/outgoing.ts'
import { createSecrets } from '../src/platform/secrets/secrets.ts'
import { createFolderStorage } from '../src/platform/storage/folder-storage.ts'
import { createLog } from '../src/platform/telemetry/log.ts'
import type { LabelledPassage } from './labelled-set.ts'
import { considered } from './measure-retrieval.ts'

/** Businesses whose texts come as a document; those of the others as questions with answers. */
const asDocuments = new Set(['paperboat', 'municipality'])

/** Puts the labelled corpus into a workspace as its owner's knowledge, and gives ways to search it. */
export async function fillWorkspace(db: Database, workspaceId: string, corpus: readonly LabelledPassage[]) {
  const knowledge = createKnowledgeModule({
    db,
    jobs,
    log: createLog('silent'),
    secrets: createSecrets(randomBytes(32)),
    outgoing: createOutgoing([]),
    meter: { reserve: async () => null },
    // Nothing is uploaded.
    storage: createFolderStorage(join(tmpdir(), 'minichat-eval')),
    scanner: null,
    assertRoomFor: async () => {},
    publicUrl: () => '',
    nowMs: Date.now,
    minPageDelayMs: 500,
  })
  const within = <Result>(work: (tx: Tx) => Promise<Result>) => db.transaction(workspaceId, work)
  for (const { business, locale, title, text } of corpus) {
    if (asDocuments.has(business)) continue
    await within((tx) => knowledge.addEntry(tx, { question: title, answer: text, locale, url: null }))
  }
  for (const document of documentsOf(corpus)) {
    await within((tx) => knowledge.addDocument(tx, { ...document, format: 'markdown', url: null, file: null }))
  }
  const rows = await within((tx) =>
    tx.query<{ id: string; title: string }>('select id, title from knowledge_passages where workspace_id = $1', [
      workspaceId,
    ]),
  )
  if (rows.length !== corpus.length) throw new Error(`${corpus.length} passages became ${rows.length}.`)
  const found = new Map<string, Promise<RetrievedPassage[]>>()
  const keyOfTitle = new Map(corpus.map(({ title, key }) => [title, key]))
  return {
    within,
    knowledge,
    /** What retrieval finds, the best ten; each question is searched once, for whoever wants to judge it. */
    find(question: string): Promise<RetrievedPassage[]> {
      const finding = found.get(question) ?? within((tx) => knowledge.retrieve(tx, question, { limit: considered }))
      found.set(question, finding)
      return finding
    },
    keyOf: new Map(rows.map(({ id, title }) => [id, keyOfTitle.get(title) ?? ''])),
  }
}

export type LabelledWorkspace = Awaited<ReturnType<typeof fillWorkspace>>

const documentsOf = (corpus: readonly LabelledPassage[]) =>
  Map.groupBy(
    corpus.filter(({ business }) => asDocuments.has(business)),
    ({ business, locale }) => `${business} ${locale}`,
  )
    .entries()
    .map(([title, passages]) => ({
      title,
      text: passages.map((passage) => `## ${passage.title}\n\n${passage.text}`).join('\n\n'),
    }))
