import type { Database, Tx } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { hereMs } from '../assignment/index.ts'
import * as store from './mention-mail.store.ts'

export const tellJob = 'mention-mail.tell'

/** So long a mention may stay unseen. */
const afterMs = 5 * 60_000
/** Whoever has a dashboard open and has not looked by then does not want to be told. */
const untilMs = 86_400_000

export type TellDeps = { db: Database; jobs: Jobs; mail: Mail; publicUrl: () => string; nowMs: () => number }

/** In the transaction of a note: looks a while later whether who is mentioned has seen it. A later note puts the look off. */
export async function watchMentions(deps: TellDeps, tx: Tx, chatId: string): Promise<void> {
  if (!deps.mail.isReadable) return
  for (const memberId of await store.untoldMembers(tx, chatId)) await lookLater(deps, tx, { chatId, memberId })
}

const lookLater = ({ jobs, nowMs }: TellDeps, tx: Tx, { chatId, memberId }: store.MentionPlace) =>
  jobs.enqueue(
    tx,
    tellJob,
    { workspaceId: tx.workspaceId, chatId, memberId },
    { key: `${tellJob}:${chatId}:${memberId}`, runAt: new Date(nowMs() + afterMs) },
  )

/** Mails a member who is away that they are mentioned in a chat: once, until they have looked. */
export async function tellMentioned(deps: TellDeps, workspaceId: string, place: store.MentionPlace): Promise<void> {
  const { mail, nowMs } = deps
  await deps.db.transaction(workspaceId, async (tx) => {
    const untold = await store.lockUntold(tx, place)
    if (!untold || untold.mentioned_at.getTime() < nowMs() - untilMs) return
    // They see it there, or leave.
    if (untold.seen_at !== null && untold.seen_at.getTime() > nowMs() - hereMs) return lookLater(deps, tx, place)
    const { email, locale, name, workspace, author } = untold
    const url = `${deps.publicUrl()}/chats/${place.chatId}`
    await mail.send(tx, { to: email, locale, template: 'mentioned', values: { name, workspace, author, url } })
    await store.setMailed(tx, place)
  })
}
