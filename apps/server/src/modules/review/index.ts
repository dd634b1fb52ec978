import type { Module } from '../../platform/module.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createEventLogReader } from '../chat/index.ts'
import { type QueueDeps, queueQuestions } from './queue-questions.ts'
import { registerReviewRoutes } from './review.routes.ts'
import type { ReviewDeps } from './review.service.ts'

/** Another way to tell which questions are alike: all are put together anew. */
const queueVersion = 1

/** Questions that had no good answer: queued from the event log, answered by members, and knowledge from then on. */
export function createReviewModule(deps: ReviewDeps & QueueDeps & { log: Logger }): Module {
  const queue = createEventLogReader(deps, {
    name: 'review',
    version: queueVersion,
    handle: (workspaceId, events) => queueQuestions(deps, workspaceId, events),
  })
  return {
    name: 'review',
    tables: [
      { name: 'review_groups', scope: 'tenant', personalData: [{ columns: ['terms'], of: 'visitor' }] },
      { name: 'review_questions', scope: 'tenant', personalData: [] },
    ],
    routes: (app) => registerReviewRoutes(app, deps),
    startWorker: queue.start,
    stop: queue.stop,
  }
}
