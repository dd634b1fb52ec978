import { defaultNotificationWishes, type NotificationWishes } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { LoggedEvent } from '../chat/index.ts'
import { type DeviceOwner, type HappeningRow, listDeviceOwners, listHappenings } from './notifications.store.ts'

export const pushJob = 'notifications.push'

export const kinds = ['request', 'overdue', 'assignment', 'mention', 'message'] as const
export type Kind = (typeof kinds)[number]

const wishOf: Record<Kind, Exclude<keyof NotificationWishes, 'previews'>> = {
  request: 'requests',
  overdue: 'requests',
  assignment: 'assignments',
  mention: 'mentions',
  message: 'messages',
}

const types = new Set(['message.created', 'chat.person_requested', 'chat.assigned', 'chat.overdue', 'note.created'])
/** After a longer standstill of the server nobody is called to what was meanwhile. */
const maxAgeSeconds = 600
/** Whoever has a dashboard open sees it there. Who has just closed it still counts as there for 10 s. */
const againAfterMs = 15_000

export type WhomDeps = {
  db: Database
  jobs: Jobs
  isMemberThere: (workspaceId: string, userId: string) => boolean
  /** Whether the team is there, by its hours. */
  isOpen: (workspaceId: string) => Promise<boolean>
  nowMs: () => number
}

/** After events of a workspace: who is to hear of them, on which devices. May run twice: what waits is replaced. */
export async function notifyOf(deps: WhomDeps, workspaceId: string, events: readonly LoggedEvent[]): Promise<void> {
  const places = events.filter(({ type }) => types.has(type)).map(({ place }) => place)
  if (places.length === 0) return
  const isOpen = await deps.isOpen(workspaceId)
  await deps.db.transaction(workspaceId, async (tx) => {
    const owners = await listDeviceOwners(tx, defaultNotificationWishes)
    if (owners.length === 0) return
    for (const happening of await listHappenings(tx, places, maxAgeSeconds)) {
      const { kind, isFor } = whomItConcerns(happening, isOpen)
      if (!kind) continue
      for (const owner of owners.filter((one) => one[wishOf[kind]] && isFor(one))) {
        const isThere = deps.isMemberThere(workspaceId, owner.user_id)
        for (const deviceId of owner.device_ids) {
          const { chat_id: chatId, seq } = happening
          const nowMs = deps.nowMs()
          await deps.jobs.enqueue(
            tx,
            pushJob,
            { workspaceId, deviceId, chatId, seq, kind, sinceMs: nowMs, attempt: 1 },
            { key: keyOf(deviceId, chatId), ...(isThere ? { runAt: new Date(nowMs + againAfterMs) } : {}) },
          )
        }
      }
    }
  })
}

/** Of a chat, a device is told the newest alone. */
export const keyOf = (deviceId: string, chatId: string) => `${pushJob}:${deviceId}:${chatId}`

const nobody = { kind: null, isFor: () => false }

/** @param isOpen whether the team is there, by its hours: outside of them nobody is called to who has nobody. */
function whomItConcerns(
  { type, data, assignee_id, is_open, is_by_visitor, mentions }: HappeningRow,
  isOpen: boolean,
): { kind: Kind | null; isFor: (owner: DeviceOwner) => boolean } {
  if (type === 'note.created') return { kind: 'mention', isFor: ({ user_id }) => mentions.includes(user_id) }
  if (!is_open) return nobody
  if (type === 'chat.assigned') {
    const isTheirs = ({ user_id }: DeviceOwner) => user_id === data.assigneeId && user_id !== data.byId
    return { kind: 'assignment', isFor: isTheirs }
  }
  if (type === 'message.created') {
    return is_by_visitor ? { kind: 'message', isFor: ({ user_id }) => user_id === assignee_id } : nobody
  }
  if (!isOpen || (type === 'chat.person_requested' && assignee_id !== null)) return nobody
  return { kind: type === 'chat.overdue' ? 'overdue' : 'request', isFor: ({ is_away }) => !is_away }
}
