import type { ChatCore } from './chat-core.ts'
import type { Handling } from './handling.ts'
import { foldCounts } from './inbox-counts.store.ts'
import { forgetSilent } from './verified-visitors.store.ts'

/** F0.6: a chat without activity for so long is closed. */
const idleCloseMs = 24 * 3600_000
const closeBatch = 500
const emptyKeptMs = 7 * 24 * 3600_000
const batch = 200

type Found = { workspace_id: string; session_id: string }

/** Closes and removes what nobody needs any more. Every step may run twice, and beside another one. */
export function createCleanUp({ db }: ChatCore, handling: Handling, nowMs: () => number) {
  /** The chat, and its visitor when it was their last; unless somebody has written in it meanwhile. */
  const removeChat = ({ workspace_id, session_id }: Found, before: Date): Promise<void> =>
    db.transaction(workspace_id, async (tx) => {
      const [gone] = await tx.query<{ visitor_id: string }>(
        `delete from chat_sessions s where s.workspace_id = $1 and s.id = $2 and s.last_active_at < $3 and not exists (
           select from chat_messages m where m.workspace_id = $1 and m.session_id = $2
             and m.author_kind = 'visitor' and m.state <> 'removed')
         returning s.visitor_id`,
        [workspace_id, session_id, before],
      )
      if (!gone) return
      await tx.query(
        `delete from visitors v where v.workspace_id = $1 and v.id = $2 and not exists (
           select from chat_sessions s where s.workspace_id = $1 and s.visitor_id = $2)`,
        [workspace_id, gone.visitor_id],
      )
    })

  /** Lists a batch and works it off until there is nothing more. */
  async function workOff<T>(list: () => Promise<T[]>, work: (one: T) => Promise<unknown>, signal: AbortSignal) {
    while (true) {
      const found = await list()
      if (found.length === 0) return
      for (const one of found) {
        if (signal.aborted) return
        await work(one)
      }
    }
  }

  return {
    async closeIdleChats(signal: AbortSignal): Promise<void> {
      const before = new Date(nowMs() - idleCloseMs)
      const idle = await db.query<Found>('select * from idle_chats($1, $2)', [before, closeBatch])
      for (const { workspace_id, session_id } of idle) {
        if (signal.aborted) return
        await handling.closeIdle(workspace_id, session_id, before)
      }
    },

    /** Chats in which nothing of a visitor is left (taken back or erased), seven days after the last activity. */
    removeEmptyChats(signal: AbortSignal): Promise<void> {
      const before = new Date(nowMs() - emptyKeptMs)
      const list = () => db.query<Found>('select * from empty_chats($1, $2)', [before, batch])
      return workOff(list, (chat) => removeChat(chat, before), signal)
    },

    /** Proven visitors who have not written, or whose chats are gone. */
    forgetSilentIdentities(signal: AbortSignal): Promise<void> {
      const before = new Date(nowMs() - emptyKeptMs)
      const list = () =>
        db.query<{ workspace_id: string; visitor_id: string }>('select * from silent_identities($1, $2)', [
          before,
          batch,
        ])
      return workOff(
        list,
        ({ workspace_id, visitor_id }) => db.transaction(workspace_id, (tx) => forgetSilent(tx, visitor_id, before)),
        signal,
      )
    },

    /** Counters of workspaces in which much has happened. */
    async foldInboxCounts(signal: AbortSignal): Promise<void> {
      const found = await db.query<{ workspace_id: string }>('select * from workspaces_to_fold($1, $2)', [100, batch])
      for (const { workspace_id } of found) {
        if (signal.aborted) return
        await db.transaction(workspace_id, foldCounts)
      }
    },

    /** Texts of messages that were taken back, once their time is over. */
    forgetRemovedTexts(signal: AbortSignal): Promise<void> {
      const now = new Date(nowMs())
      const list = () => db.query<Found & { seq: number }>('select * from expired_versions($1, $2)', [now, batch])
      return workOff(
        list,
        ({ workspace_id, session_id, seq }) =>
          db.transaction(workspace_id, (tx) =>
            tx.query(
              `delete from chat_message_versions
               where workspace_id = $1 and session_id = $2 and seq = $3 and expires_at < $4`,
              [workspace_id, session_id, seq, now],
            ),
          ),
        signal,
      )
    },
  }
}
