import {
  addPushDevice,
  changeNotifications,
  defaultNotificationWishes,
  getNotifications,
  limits,
  type PushDevice,
  removePushDevice,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import { newId } from '../../platform/ids.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import * as store from './notifications.store.ts'
import { isPublicKey, type PushKeys, type Subscription } from './web-push.ts'

/** How members hear of chats: each decides for themselves. */
export function notificationRoutes(deps: {
  db: Database
  outgoing: Outgoing
  keys: () => Promise<PushKeys>
  describeDevice: (userAgent: string) => string
}) {
  const { db, outgoing, keys, describeDevice } = deps

  const wishesOf = async (tx: Tx, userId: string) => (await store.findWishes(tx, userId)) ?? defaultNotificationWishes
  const presentFor =
    ({ sessionId }: MemberActor) =>
    (row: store.DeviceRow): PushDevice => ({
      id: row.id,
      device: describeDevice(row.user_agent),
      createdAt: row.created_at.toISOString(),
      isCurrent: row.session_id === sessionId,
    })

  const add = (actor: MemberActor & { sessionId: string }, given: Subscription): Promise<PushDevice> =>
    db.transaction(actor.workspaceId, async (tx) => {
      await store.lockMember(tx, actor.userId)
      const before = await store.findDevice(tx, actor.sessionId)
      await store.putDevice(tx, { id: newId(), userId: actor.userId, sessionId: actor.sessionId, ...given })
      await store.removeOldest(tx, actor.userId, limits.pushDevicesMax)
      const after = await store.findDevice(tx, actor.sessionId)
      if (!after) throw new AppError('NOT_SIGNED_IN')
      if (!before) {
        const target = { kind: 'push_device', id: after.id, name: describeDevice(after.user_agent) }
        await recordAudit(tx, { actor, action: 'notifications.device_added', target })
      }
      return presentFor(actor)(after)
    })

  return (app: FastifyInstance): void => {
    route(app, getNotifications, async ({ actor }) => {
      const { publicKey } = await keys()
      return db.transaction(actor.workspaceId, async (tx) => ({
        wishes: await wishesOf(tx, actor.userId),
        devices: (await store.listDevices(tx, actor.userId)).map(presentFor(actor)),
        pushKey: publicKey,
      }))
    })

    route(app, changeNotifications, ({ actor, body }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        await store.lockMember(tx, actor.userId)
        const before = await wishesOf(tx, actor.userId)
        const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
        const after = { ...before, ...given }
        const changes = changesBetween(before, after)
        if (!changes) return after
        await store.writeWishes(tx, actor.userId, after)
        await recordAudit(tx, { actor, action: 'notifications.changed', ...changes })
        return after
      }),
    )

    route(app, addPushDevice, async ({ actor, body }) => {
      const { sessionId } = actor
      if (!sessionId) throw new AppError('NOT_SIGNED_IN')
      assertUsable(outgoing.check(body.endpoint), body.keys.p256dh)
      const { p256dh: publicKey, auth } = body.keys
      return add({ ...actor, sessionId }, { endpoint: body.endpoint, publicKey, auth })
    })

    route(app, removePushDevice, async ({ actor, params }) => {
      await db.transaction(actor.workspaceId, async (tx) => {
        const removed = await store.deleteOwnDevice(tx, actor.userId, params.deviceId)
        if (!removed) throw new AppError('NOT_FOUND')
        const target = { kind: 'push_device', id: params.deviceId, name: describeDevice(removed.user_agent) }
        await recordAudit(tx, { actor, action: 'notifications.device_removed', target })
      })
      return {}
    })
  }
}

/** Beyond what the schema says. To this machine itself, where an operator allows it at all, nobody listens in. */
function assertUsable({ protocol, hostname }: URL, publicKey: string): void {
  const isSafe = protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (!isSafe) throw invalid('endpoint', 'Must begin with https://.')
  if (!isPublicKey(publicKey)) throw invalid('keys.p256dh', 'Must be a point of the curve P-256.')
}

const invalid = (path: string, message: string) =>
  new AppError('VALIDATION_ERROR', { details: [{ path, code: 'invalid', message }] })
