import type { ChatSummary } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { jobs } from '../../platform/jobs/jobs.ts'
import type { ChatCore } from './chat-core.ts'

const longestMs = 366 * 24 * 3600_000

/** A chat that is back is at the top, as if somebody had written. */
const setSnooze = (tx: Tx, chatId: string, until: Date | null) =>
  tx.query(
    `update chat_sessions set snoozed_until = $3::timestamptz,
       last_active_at = case when $3::timestamptz is null then clock_timestamp() else last_active_at end
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, chatId, until],
  )

/** Chats that are out of sight until a moment. What the visitor writes wakes them too (post_messages). */
export function createSnoozing({ withLock, recordAside, summaryOf, giveSoonIn }: ChatCore, nowMs: () => number) {
  async function snoozeIn(tx: Tx, chatId: string, until: Date | null, byId: string | null): Promise<void> {
    await setSnooze(tx, chatId, until)
    const at = new Date(nowMs()).toISOString()
    await recordAside(tx, chatId, 'chat.snoozed', { at, byId, snoozedUntil: until?.toISOString() ?? null })
    if (!until) return
    const payload = { workspaceId: tx.workspaceId, chatId }
    await jobs.enqueue(tx, 'chat.wake', payload, { key: `wake:${chatId}`, runAt: until })
  }

  function assertPossible(until: Date): void {
    const aheadMs = until.getTime() - nowMs()
    if (aheadMs > 0 && aheadMs <= longestMs) return
    const detail = { path: 'until', code: 'invalid', message: 'Must be in the future, at most a year ahead.' }
    throw new AppError('VALIDATION_ERROR', { details: [detail] })
  }

  return {
    /** @param until null: it is back now. */
    snooze(member: MemberActor, chatId: string, until: Date | null): Promise<ChatSummary> {
      if (until) assertPossible(until)
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        if (session.snoozed_until?.getTime() !== until?.getTime()) {
          await snoozeIn(tx, chatId, until, member.userId)
          // Whoever has it has room for another one.
          if (until && session.assignee_id !== null) await giveSoonIn(tx)
        }
        return summaryOf(tx, chatId)
      })
    },

    /** Its time has come; one that was put off further since, or is gone, stays as it is. */
    async wake(workspaceId: string, chatId: string): Promise<void> {
      await withLock(workspaceId, chatId, async (tx, session) => {
        if (session.snoozed_until && session.snoozed_until.getTime() <= nowMs()) await snoozeIn(tx, chatId, null, null)
      }).catch((error: unknown) => {
        if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error
      })
    },
  }
}

export type Snoozing = ReturnType<typeof createSnoozing>
