import type { KnowledgeDocument, KnowledgeEntry } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { addDocument, indexDocumentJob } from './documents.service.ts'
import type { NewDocument } from './documents.store.ts'
import { addEntry, type NewEntry } from './entries.service.ts'
import { createIndexDocument } from './knowledge.jobs.ts'
import { type AssertRoomFor, registerDocumentRoutes, registerEntryRoutes } from './knowledge.routes.ts'
import { registerOrganisationRoutes } from './organisation/organisation.routes.ts'
import { type RetrievedPassage, type RetrieveOptions, retrieve } from './retrieval.ts'
import { createHostGate } from './sites/host-gate.ts'
import { createReadDueSites } from './sites/read-due-sites.ts'
import { createReadSite } from './sites/read-site.ts'
import { registerSiteRoutes } from './sites/sites.routes.ts'
import { readSiteJob } from './sites/sites.service.ts'
import { registerSourcePage } from './source-page.ts'

export { coverageOf, type QuestionUnit, weighEvidence } from './knowledge.ranking.ts'
export { isAsking } from './question-focus.ts'
export type { RetrievedPassage, RetrieveOptions } from './retrieval.ts'

export type KnowledgeModule = Module & {
  /** The passages that may answer a question, the best first. */
  retrieve(tx: Tx, question: string, options?: RetrieveOptions): Promise<RetrievedPassage[]>
  addEntry(tx: Tx, entry: NewEntry): Promise<KnowledgeEntry>
  addDocument(tx: Tx, document: NewDocument): Promise<KnowledgeDocument>
}

const readDueSitesJob = 'knowledge.read_due_sites'

const tables = [
  'knowledge_entries',
  'knowledge_documents',
  'knowledge_passages',
  'knowledge_postings',
  'knowledge_totals',
  'knowledge_sites',
  'knowledge_pages',
]

/** What a workspace knows: questions with answers, documents, and finding what answers a question. */
export function createKnowledgeModule(deps: {
  db: Database
  jobs: Jobs
  log: Logger
  assertRoomFor: AssertRoomFor
  outgoing: Outgoing
  publicUrl: () => string
  nowMs: () => number
  /** Between two requests to somebody's site, where it asks for no more. */
  minPageDelayMs: number
}): KnowledgeModule {
  const { db, jobs } = deps
  const visits = { ...deps, gate: createHostGate(), minDelayMs: deps.minPageDelayMs, contact: deps.publicUrl }
  return {
    name: 'knowledge',
    tables: tables.map((name) => ({ name, scope: 'tenant', personalData: [] })),
    routes(app) {
      registerEntryRoutes(app, db, deps.assertRoomFor)
      registerDocumentRoutes(app, db, jobs, deps.assertRoomFor)
      registerSourcePage(app, db)
      registerOrganisationRoutes(app, db)
      registerSiteRoutes(app, visits)
    },
    jobs: {
      [indexDocumentJob]: createIndexDocument(deps),
      [readSiteJob]: createReadSite(visits),
      [readDueSitesJob]: createReadDueSites(deps),
    },
    schedule: { [readDueSitesJob]: '* * * * *' },
    retrieve,
    addEntry,
    addDocument: (tx, document) => addDocument(tx, jobs, document),
  }
}
