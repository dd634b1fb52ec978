import type { Database } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createEventLogReader } from '../chat/index.ts'
import { notificationRoutes } from './notifications.routes.ts'
import { createPushKeys, privateKeyPlace } from './push-keys.ts'
import { sendPush } from './send-push.ts'
import { notifyOf, pushJob } from './whom-to-notify.ts'

/** How members hear of chats: what each wants to be told of, and push messages while no dashboard of theirs is open. */
export function createNotificationsModule(deps: {
  db: Database
  jobs: Jobs
  log: Logger
  secrets: Secrets
  outgoing: Outgoing
  isMemberThere: (workspaceId: string, userId: string) => boolean
  isOpen: (workspaceId: string) => Promise<boolean>
  holdsSecondFactor: (userId: string, sessionId: string) => Promise<boolean>
  describeDevice: (userAgent: string) => string
  publicUrl: () => string
  nowMs: () => number
}): Module {
  const keys = createPushKeys(deps)
  const reader = createEventLogReader(deps, {
    name: 'notifications',
    version: 1,
    handle: (workspaceId, events) => notifyOf(deps, workspaceId, events),
  })
  return {
    name: 'notifications',
    tables: [
      { name: 'notification_wishes', scope: 'tenant', personalData: [] },
      {
        name: 'push_devices',
        scope: 'tenant',
        personalData: [{ columns: ['endpoint', 'public_key', 'auth'], of: 'member' }],
      },
      {
        name: 'push_keys',
        scope: 'global',
        personalData: [],
        sealed: [{ column: 'private_key_sealed', placeOf: () => privateKeyPlace }],
      },
    ],
    routes: notificationRoutes({ ...deps, keys }),
    jobs: { [pushJob]: (payload, { signal }) => sendPush({ ...deps, keys }, payload, signal) },
    startWorker: reader.start,
    stop: reader.stop,
  }
}
