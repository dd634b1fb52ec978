import type { Database } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { SEARCH_TERMS_VERSION } from '../../platform/text/index.ts'
import { createEventLogReader } from '../chat/index.ts'
import type { Retrieve } from './find-knowledge.ts'
import { indexEvents } from './index-messages.ts'
import { registerSearchRoutes } from './search.routes.ts'

/** Finding messages, visitors and knowledge; and the index of messages, which follows the event log. */
export function createSearchModule(deps: { db: Database; log: Logger; retrieve: Retrieve }): Module {
  const indexer = createEventLogReader(deps, {
    name: 'search',
    version: SEARCH_TERMS_VERSION,
    handle: (workspaceId, events) => indexEvents(deps.db, workspaceId, events),
  })
  return {
    name: 'search',
    tables: [
      { name: 'searchable_messages', scope: 'tenant', personalData: [{ columns: ['terms'], of: 'visitor' }] },
      { name: 'message_postings', scope: 'tenant', personalData: [{ columns: ['term'], of: 'visitor' }] },
      { name: 'visitor_terms', scope: 'tenant', personalData: [{ columns: ['term'], of: 'visitor' }] },
    ],
    routes: (app) => registerSearchRoutes(app, deps.db, deps.retrieve),
    startWorker: indexer.start,
    stop: indexer.stop,
  }
}
