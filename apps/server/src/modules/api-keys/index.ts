import type { Me } from '@minichat/contracts'
import type { Redis } from 'ioredis'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { CallerKey, Identify } from '../../platform/http/authorise.ts'
import { keyEndTopic } from '../../platform/http/session-end.ts'
import { createLimiter } from '../../platform/limiter.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { apiKeysRoutes } from './api-keys.routes.ts'
import { createApiKeysService } from './api-keys.service.ts'
import { readPerson } from './api-keys.store.ts'
import { announceEndingKeys } from './expiry-notices.ts'
import { createKeyCallers } from './key-callers.ts'

/** Wrong keys from one network in 15 minutes, before it is told to wait. Right ones go on working there. */
const wrongKeys = { max: 30, windowMs: 15 * 60_000 }

/** API keys: what programs sign in with. */
export function createApiKeysModule(deps: {
  db: Database
  hub: Hub
  redis: Redis | null
  log: Logger
  mail: Mail
  publicUrl: () => string
  nowMs: () => number
  /** What the plan allows each key. */
  requestsPerHour: (tx: Tx) => Promise<number>
  assertRoomFor: (tx: Tx, quota: 'apiKeys') => Promise<void>
}) {
  const { db, hub, redis, nowMs, assertRoomFor } = deps
  const failures = createLimiter({ name: 'wrong-api-keys', ...wrongKeys, redis, nowMs })
  const callers = createKeyCallers({ ...deps, failures })
  const keys = createApiKeysService({
    db,
    nowMs,
    assertRoomFor,
    onChanged({ workspaceId, keyId, prefixes, isGone }) {
      for (const prefix of prefixes) callers.forget(workspaceId, prefix)
      if (isGone) hub.publish(keyEndTopic(keyId), null)
    },
  })
  const identify: Pick<Identify, 'key'> = { key: callers.identify }

  const module: Module = {
    name: 'api-keys',
    tables: [
      { name: 'api_keys', scope: 'tenant', personalData: [{ columns: ['created_by'], of: 'member' }] },
      { name: 'api_key_secrets', scope: 'tenant', personalData: [{ columns: ['last_used_address'], of: 'member' }] },
    ],
    routes: apiKeysRoutes(keys),
    jobs: { 'api_keys.announce_ends': () => announceEndingKeys(deps) },
    schedule: { 'api_keys.announce_ends': '23 * * * *' },
    stop: callers.settled,
  }
  return {
    ...module,
    identify,
    /** Workspaces have gone, or somebody was locked out or let in again. */
    forgetAll: callers.forgetAll,
    /** What a key is told of itself: whom it stands in for, and its one workspace. */
    meOfKey: (actor: MemberActor, key: CallerKey): Promise<Me> =>
      db.transaction(actor.workspaceId, async (tx) => {
        const person = await readPerson(tx, actor.userId)
        if (!person) throw new AppError('INVALID_API_KEY')
        const {
          id,
          name,
          email,
          locale,
          workspace_name: workspace,
          is_sample: isSample,
          has_password: hasPassword,
        } = person
        return {
          user: {
            id,
            name,
            email,
            username: null,
            locale,
            isOperator: false,
            needsSecondFactor: false,
            timeZone: null,
            guidesSeen: [],
            hasPassword,
          },
          workspaces: [
            { id: actor.workspaceId, name: workspace, role: actor.role, isSample, needsSecondFactor: false },
          ],
          apiKey: {
            id: key.id,
            name: key.name,
            scope: key.scope,
            workspaceId: key.workspaceId,
            expiresAt: key.expiresAt.toISOString(),
          },
        }
      }),
  }
}
