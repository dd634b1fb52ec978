import type { KnowledgeDocument, KnowledgeEntry } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import { addDocument, indexDocumentJob } from './documents.service.ts'
import type { NewDocument } from './documents.store.ts'
import { addEntry, type NewEntry } from './entries.service.ts'
import { registerFileRoutes } from './files.routes.ts'
import { createIndexDocument } from './knowledge.jobs.ts'
import { registerDocumentRoutes, registerEntryRoutes } from './knowledge.routes.ts'
import { type RetrievedPassage, type RetrieveOptions, retrieve } from './retrieval.ts'
import { registerSourcePage } from './source-page.ts'
import { createStoredFilesJobs, moveOriginalsJob } from './stored-files.jobs.ts'
import type { UploadDeps } from './uploads.service.ts'

export { coverageOf, type QuestionUnit, weighEvidence } from './knowledge.ranking.ts'
export { isAsking } from './question-focus.ts'
export type { RetrievedPassage, RetrieveOptions } from './retrieval.ts'

export type KnowledgeModule = Module & {
  /** The passages that may answer a question, the best first. */
  retrieve(tx: Tx, question: string, options?: RetrieveOptions): Promise<RetrievedPassage[]>
  addEntry(tx: Tx, entry: NewEntry): Promise<KnowledgeEntry>
  addDocument(tx: Tx, document: NewDocument): Promise<KnowledgeDocument>
}

const tables = [
  'knowledge_entries',
  'knowledge_documents',
  'knowledge_passages',
  'knowledge_postings',
  'knowledge_totals',
]

/** What a workspace knows: questions with answers, documents, and finding what answers a question. */
export function createKnowledgeModule(deps: UploadDeps): KnowledgeModule {
  const { db, jobs } = deps
  return {
    name: 'knowledge',
    tables: tables.map((name) => ({ name, scope: 'tenant', personalData: [] })),
    routes(app) {
      registerEntryRoutes(app, db, deps.assertRoomFor)
      registerDocumentRoutes(app, db, jobs, deps.assertRoomFor)
      registerFileRoutes(app, deps)
      registerSourcePage(app, db)
    },
    jobs: { [indexDocumentJob]: createIndexDocument(deps), ...createStoredFilesJobs(deps) },
    schedule: { [moveOriginalsJob]: '*/10 * * * *' },
    stop: async () => deps.storage.close(),
    retrieve,
    addEntry,
    addDocument: (tx, document) => addDocument(tx, jobs, document),
  }
}
