import type { KnowledgeDocument, KnowledgeEntry } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { addDocument, indexDocumentJob } from './documents.service.ts'
import type { NewDocument } from './documents.store.ts'
import { addEntry, type NewEntry } from './entries.service.ts'
import { createIndexDocument } from './knowledge.jobs.ts'
import { type AssertRoomFor, registerDocumentRoutes, registerEntryRoutes } from './knowledge.routes.ts'
import { findPassages } from './passages.store.ts'
import { type RetrievedPassage, type RetrieveOptions, retrieve } from './retrieval.ts'
import { registerSourcePage } from './source-page.ts'

export { coverageOf, type QuestionUnit, weighEvidence } from './knowledge.ranking.ts'
export { isAsking } from './question-focus.ts'
export type { RetrievedPassage, RetrieveOptions } from './retrieval.ts'

export type KnowledgeModule = Module & {
  /** The passages that may answer a question, the best first. */
  retrieve(tx: Tx, question: string, options?: RetrieveOptions): Promise<RetrievedPassage[]>
  /** Passages by id, those that are still there. */
  readPassages(tx: Tx, ids: string[]): Promise<{ passageId: string; text: string; url: string | null }[]>
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
export function createKnowledgeModule(deps: {
  db: Database
  jobs: Jobs
  log: Logger
  assertRoomFor: AssertRoomFor
}): KnowledgeModule {
  const { db, jobs } = deps
  return {
    name: 'knowledge',
    tables: tables.map((name) => ({ name, scope: 'tenant', personalData: [] })),
    routes(app) {
      registerEntryRoutes(app, db, deps.assertRoomFor)
      registerDocumentRoutes(app, db, jobs, deps.assertRoomFor)
      registerSourcePage(app, db)
    },
    jobs: { [indexDocumentJob]: createIndexDocument(deps) },
    retrieve,
    readPassages: findPassages,
    addEntry,
    addDocument: (tx, document) => addDocument(tx, jobs, document),
  }
}
