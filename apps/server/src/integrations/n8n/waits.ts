import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../platform/database/database.ts'
import { DatabaseUnavailable } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { makeCallbackToken, readCallbackToken } from './callback-address.ts'
import { N8nFailed } from './n8n-failed.ts'
import { type Reply, readReply } from './reply-shape.ts'
import * as store from './waits.store.ts'

/** A hint that was lost, or that another server could not send, is made up for so soon. */
const lookEveryMs = 2000
/** So long a repeat of an answer is known as one. */
const keptMs = 24 * 3600_000

export type Wait = { id: string; workspaceId: string; callbackUrl: string; dueAtMs: number; isAcknowledged: boolean }
export type Received = { accepted: boolean; reason: 'duplicate' | 'late' | 'over' | null }

/**
 * Waiting for answers that workflows call back with. What is waited for is a row: the call may come to any server, and
 * whoever goes on with an answer after a restart goes on waiting.
 */
export function createWaits(deps: {
  db: Database
  hub: Hub
  secrets: Secrets
  publicUrl: () => string
  nowMs: () => number
}) {
  const { db, hub, secrets, nowMs } = deps
  const topicOf = (workspaceId: string, id: string) => `n8n:${workspaceId}:${id}`
  const addressOf = (wait: { workspaceId: string; id: string }) =>
    `${deps.publicUrl()}/api/v1/n8n/answers/${makeCallbackToken(secrets, wait)}`

  return {
    /** @param answerId null where an owner tries a workflow out. */
    begin(asked: { workspaceId: string; answerId: string | null; linkId: string; timeoutMs: number }): Promise<Wait> {
      const { workspaceId, answerId, linkId } = asked
      return db.transaction(workspaceId, async (tx) => {
        await store.forgetWaits(tx, new Date(nowMs() - keptMs))
        const dueAt = new Date(nowMs() + asked.timeoutMs)
        const row = await store.beginWait(tx, { id: newId(), answerId, linkId, dueAt })
        return {
          id: row.id,
          workspaceId,
          callbackUrl: addressOf({ workspaceId, id: row.id }),
          dueAtMs: row.due_at.getTime(),
          isAcknowledged: row.acknowledged_at !== null || row.state !== 'waiting',
        }
      })
    },

    noteAcknowledged: ({ workspaceId, id }: Wait) =>
      db.transaction(workspaceId, (tx) => store.noteAcknowledged(tx, id, new Date(nowMs()))),

    /** @throws N8nFailed when it is not there in time, or the workflow says that there is none. */
    async reply({ workspaceId, id, dueAtMs }: Wait, signal: AbortSignal): Promise<Reply> {
      const bell = createBell()
      const unsubscribe = hub.subscribe(topicOf(workspaceId, id), bell.ring)
      try {
        for (;;) {
          signal.throwIfAborted()
          const row = await lookPatiently(() => db.transaction(workspaceId, (tx) => store.findWait(tx, id)))
          if (row?.state !== 'waiting' || nowMs() >= dueAtMs) break
          await bell.heard(Math.min(lookEveryMs, Math.max(1, dueAtMs - nowMs())), signal)
        }
      } finally {
        unsubscribe()
      }
      const ended = await db.transaction(workspaceId, (tx) => store.endWait(tx, id))
      if (!ended?.reply) throw new N8nFailed('timeout', 'the workflow did not call back in time')
      return readStored(ended.reply)
    },

    /** Nobody waits any more; nothing is kept of a reply. */
    end: ({ workspaceId, id }: Wait) => db.transaction(workspaceId, (tx) => store.endWait(tx, id)),

    readToken: (token: string) => readCallbackToken(secrets, token),

    /** @returns null where there is nothing that is waited for. */
    receive(workspaceId: string, id: string, body: unknown): Promise<Received | null> {
      const reply = readGiven(body)
      return db.transaction(workspaceId, async (tx) => {
        const wait = await store.lockWait(tx, id)
        if (!wait) return null
        if (wait.state === 'answered' || wait.state === 'taken') return { accepted: false, reason: 'duplicate' }
        if (wait.answer === 'cancelled') return { accepted: false, reason: 'over' }
        const isAnswered = wait.answer === 'done' || wait.answer === 'failed'
        const isLate = wait.state === 'over' || wait.due_at.getTime() <= nowMs()
        if (isAnswered || isLate) return { accepted: false, reason: 'late' }
        await store.storeReply(tx, id, reply)
        tx.afterCommit(() => hub.publish(topicOf(workspaceId, id), null))
        return { accepted: true, reason: null }
      })
    },
  }
}

export type Waits = ReturnType<typeof createWaits>

/** That there will be no answer is an answer as well. */
function readGiven(body: unknown): Reply | { error: string } {
  try {
    return readReply(body)
  } catch (error) {
    if (error instanceof N8nFailed) return { error: error.message }
    throw error
  }
}

function readStored(reply: Reply | { error: string }): Reply {
  if ('error' in reply) throw new N8nFailed('said-error', reply.error)
  return reply
}

/** A database that is away for a moment costs nobody their answer. */
async function lookPatiently<T>(look: () => Promise<T>): Promise<T | { state: 'waiting' }> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return { state: 'waiting' }
    throw error
  }
}

/** What rings between two looks is heard as well. */
function createBell() {
  let isRung = false
  let wake = () => {}
  return {
    ring() {
      isRung = true
      wake()
    },
    async heard(withinMs: number, signal: AbortSignal): Promise<void> {
      if (!isRung) {
        const woken = new AbortController()
        wake = () => woken.abort()
        await sleep(withinMs, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => {})
      }
      isRung = false
    },
  }
}
