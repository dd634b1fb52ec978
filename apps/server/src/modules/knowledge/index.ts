import type { KnowledgeDocument, KnowledgeEntry } from '@minichat/contracts'
import type { AuditActor } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Module, TableDeclaration } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Meter } from '../providers/index.ts'
import { addDocument, indexDocumentJob, scanFileJob } from './documents.service.ts'
import type { NewDocument } from './documents.store.ts'
import { addEntry, addEntryAs, type NewEntry } from './entries.service.ts'
import { registerFileRoutes } from './files.routes.ts'
import { createIndexAgain, indexAgainJob } from './index-again.job.ts'
import { createIndexDocument } from './knowledge.jobs.ts'
import { registerDocumentRoutes, registerEntryRoutes } from './knowledge.routes.ts'
import { registerOrganisationRoutes } from './organisation/organisation.routes.ts'
import { findPassages } from './passages.store.ts'
import { type RetrievedPassage, type RetrieveOptions, retrieve } from './retrieval.ts'
import { createSearch, type Search } from './search.ts'
import { createHostGate } from './sites/host-gate.ts'
import { createReadDueSites } from './sites/read-due-sites.ts'
import { createReadSite } from './sites/read-site.ts'
import { registerSiteRoutes } from './sites/sites.routes.ts'
import { readSiteJob } from './sites/sites.service.ts'
import { registerSourcePage } from './source-page.ts'
import { createStoredFilesJobs, moveOriginalsJob } from './stored-files.jobs.ts'
import type { UploadDeps } from './uploads.service.ts'
import { createEmbed } from './vectors/embed.job.ts'
import { embedJob } from './vectors/embed-later.ts'
import { registerEmbeddingRoutes } from './vectors/embeddings.routes.ts'
import { createEmbeddings, embedderKeyPlace } from './vectors/embeddings.service.ts'

export type { NewEntry } from './entries.service.ts'
export { coverageOf, type QuestionUnit, weighEvidence } from './knowledge.ranking.ts'
export { isAsking } from './question-focus.ts'
export type { RetrievedPassage, RetrieveOptions } from './retrieval.ts'
export type { Rerank } from './search.ts'
export { findByVectors } from './vectors/find-by-vectors.ts'
export { embedQuestion, ngramModel } from './vectors/ngram-embedder.ts'

export type KnowledgeModule = Module & {
  /** The passages that may answer a question, the best first, with what a provider's model adds to finding them. */
  search: Search
  /** The same by the server alone, in the workspace of the transaction. */
  retrieve(tx: Tx, question: string, options?: RetrieveOptions): Promise<RetrievedPassage[]>
  /** Passages by id, those that are still there. */
  readPassages(tx: Tx, ids: string[]): Promise<{ passageId: string; text: string; url: string | null }[]>
  addEntry(tx: Tx, entry: NewEntry): Promise<KnowledgeEntry>
  /** The same by a person, within what the plan allows. @throws AppError QUOTA_REACHED. */
  addEntryAs(actor: AuditActor, tx: Tx, entry: NewEntry): Promise<KnowledgeEntry>
  addDocument(tx: Tx, document: NewDocument): Promise<KnowledgeDocument>
}

const readDueSitesJob = 'knowledge.read_due_sites'

const names = [
  'knowledge_entries',
  'knowledge_documents',
  'knowledge_passages',
  'knowledge_postings',
  'knowledge_totals',
  'knowledge_sites',
  'knowledge_pages',
  'knowledge_grams',
  'knowledge_vectors',
]
const tables: TableDeclaration[] = [
  ...names.map((name): TableDeclaration => ({ name, scope: 'tenant', personalData: [] })),
  {
    name: 'knowledge_embedders',
    scope: 'tenant',
    personalData: [],
    sealed: [
      {
        column: 'api_key_sealed',
        key: 'workspace_id',
        placeOf: ({ workspaceId }) => embedderKeyPlace(workspaceId ?? ''),
      },
    ],
  },
]

type KnowledgeDeps = UploadDeps & {
  secrets: Secrets
  outgoing: Outgoing
  meter: Meter
  publicUrl: () => string
  /** Between two requests to somebody's site, where it asks for no more. */
  minPageDelayMs: number
}

/** What a workspace knows: questions with answers, documents, and finding what answers a question. */
export function createKnowledgeModule(deps: KnowledgeDeps): KnowledgeModule {
  const { db, jobs } = deps
  const visits = { ...deps, gate: createHostGate(), minDelayMs: deps.minPageDelayMs, contact: deps.publicUrl }
  const embeddings = createEmbeddings(deps)
  const { embedderOf } = embeddings
  return {
    name: 'knowledge',
    tables,
    routes(app) {
      registerEntryRoutes(app, db, deps.assertRoomFor)
      registerDocumentRoutes(app, db, jobs, deps.assertRoomFor)
      registerFileRoutes(app, deps)
      registerEmbeddingRoutes(app, embeddings)
      registerSourcePage(app, db)
      registerOrganisationRoutes(app, db)
      registerSiteRoutes(app, visits)
    },
    jobs: {
      [indexDocumentJob]: createIndexDocument(deps),
      ...createStoredFilesJobs(deps),
      [readSiteJob]: createReadSite(visits),
      [readDueSitesJob]: createReadDueSites(deps),
      [embedJob]: createEmbed({ db, embedderOf }),
      [indexAgainJob]: createIndexAgain(deps),
    },
    slowJobs: [indexDocumentJob, scanFileJob, readSiteJob, embedJob],
    schedule: { [readDueSitesJob]: '* * * * *', [moveOriginalsJob]: '*/10 * * * *', [indexAgainJob]: '37 1 * * *' },
    stop: async () => deps.storage.close(),
    search: createSearch({ ...deps, embedderOf }),
    retrieve,
    readPassages: findPassages,
    addEntry,
    async addEntryAs(actor, tx, entry) {
      await deps.assertRoomFor(tx, 'knowledgeSources')
      return addEntryAs(actor, tx, entry)
    },
    addDocument: (tx, document) => addDocument(tx, jobs, document),
  }
}
