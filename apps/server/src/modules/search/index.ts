import type { Database } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { Retrieve } from './find-knowledge.ts'
import { createIndexer } from './indexer.ts'
import { registerSearchRoutes } from './search.routes.ts'

/** Finding messages, visitors and knowledge; and the index of messages, which follows the event log. */
export function createSearchModule(deps: { db: Database; log: Logger; retrieve: Retrieve }): Module {
  const indexer = createIndexer(deps)
  return {
    name: 'search',
    tables: [
      { name: 'searchable_messages', scope: 'tenant', personalData: [{ columns: ['terms'], of: 'visitor' }] },
      { name: 'message_postings', scope: 'tenant', personalData: [{ columns: ['term'], of: 'visitor' }] },
      { name: 'visitor_terms', scope: 'tenant', personalData: [{ columns: ['term'], of: 'visitor' }] },
      { name: 'search_indexing', scope: 'global', personalData: [] },
    ],
    routes: (app) => registerSearchRoutes(app, deps.db, deps.retrieve),
    startWorker: indexer.start,
    stop: indexer.stop,
  }
}
