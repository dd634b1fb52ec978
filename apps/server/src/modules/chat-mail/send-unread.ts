import type { Database, Tx } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Said } from '../../platform/mail/letters.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { LoggedEvent } from '../chat/index.ts'
import { mayUse } from '../widgets/index.ts'
import * as store from './chat-mail.store.ts'
import type { ThreadTokens } from './reply-address.ts'
import { envelopeOf } from './thread-envelope.ts'

export const sendJob = 'chat-mail.send'

const repliesMax = 20
const earlierMax = 4
const earlierMaxLength = 600
const replyMaxLength = 8000
/** Whoever has the page open and does not look is looked at again so soon at the least. */
const againMinSeconds = 60

export type SendDeps = {
  db: Database
  jobs: Jobs
  mail: Mail
  tokens: ThreadTokens
  /** Where answers to mails go; null: nobody reads them. */
  inboundAddress: string | null
  isVisitorThere: (workspaceId: string, chatId: string) => boolean
  publicUrl: () => string
  nowMs: () => number
}

/** After replies: looks a while later whether they were read. May run twice; a later reply puts the look off. */
export async function watchReplies(deps: SendDeps, workspaceId: string, events: readonly LoggedEvent[]): Promise<void> {
  if (!deps.mail.isReadable) return
  const places = events.flatMap(({ type, chatId, messageSeq }) =>
    type === 'message.created' && messageSeq !== null ? [{ chatId, seq: messageSeq }] : [],
  )
  if (places.length === 0) return
  await deps.db.transaction(workspaceId, async (tx) => {
    const settings = await store.readSettings(tx)
    if (!settings.is_on) return
    for (const chatId of await store.chatsWithReplies(tx, places))
      await lookLater(deps, tx, chatId, settings.after_seconds)
  })
}

const lookLater = ({ jobs, nowMs }: SendDeps, tx: Tx, chatId: string, afterSeconds: number) =>
  jobs.enqueue(
    tx,
    sendJob,
    { workspaceId: tx.workspaceId, chatId },
    { key: `${sendJob}:${chatId}`, runAt: new Date(nowMs() + afterSeconds * 1000) },
  )

/** Mails the replies that were not read, each once, unless their visitor is there. */
export async function sendUnread(deps: SendDeps, workspaceId: string, chatId: string): Promise<void> {
  await deps.db.transaction(workspaceId, async (tx) => {
    const settings = await store.readSettings(tx)
    const chat = await store.findMailedChat(tx, chatId)
    if (!settings.is_on || !chat?.email) return
    const thread = await store.lockThread(tx, chatId, deps.tokens.newCode())
    const after = Math.max(thread.mailed_seq, chat.visitor_read_seq)
    const replies = await store.repliesAfter(tx, chatId, after, repliesMax)
    const [first] = replies
    const last = replies.at(-1)
    if (!first || !last || thread.stopped_at) return
    // They read it there, or leave.
    if (deps.isVisitorThere(workspaceId, chatId)) {
      return lookLater(deps, tx, chatId, Math.max(settings.after_seconds, againMinSeconds))
    }
    const named = { code: thread.code, workspaceId, chatId }
    const stopUrl = `${deps.publicUrl()}/mail/stop/${deps.tokens.issue('stop', named)}`
    const sent = await deps.mail.send(tx, {
      to: chat.email,
      locale: chat.locale,
      template: 'chat-reply',
      values: {
        title: chat.title,
        replies: replies.map((row) => said(row, chat, replyMaxLength)),
        earlier: (await store.saidBefore(tx, chatId, first.seq, earlierMax)).map((row) =>
          said(row, chat, earlierMaxLength),
        ),
        url: pageOf(chat, deps.publicUrl()),
        stopUrl,
        mayAnswer: deps.inboundAddress !== null,
        envelope: await envelopeOf(deps, tx, named, chat.title, stopUrl),
      },
    })
    await store.insertChatMail(tx, chatId, sent)
    await store.setMailed(tx, chatId, last.seq)
    if (replies.length === repliesMax) await lookLater(deps, tx, chatId, 0)
  })
}

const visitorNames = { en: 'You', th: 'คุณ' }
const aiNames = { en: 'AI', th: 'AI' }

function said(row: store.SaidRow, { locale, title }: store.MailedChatRow, maxLength: number): Said {
  const author =
    row.author_kind === 'visitor'
      ? visitorNames[locale]
      : row.author_kind === 'ai'
        ? `${aiNames[locale]} (${title})`
        : (row.author_name ?? title)
  return { author, text: row.body.length > maxLength ? `${row.body.slice(0, maxLength)}…` : row.body }
}

/** The page on which the chat was, which the visitor's browser told: only where the widget may be. */
function pageOf({ page_url, allowed_origins }: store.MailedChatRow, publicUrl: string): string | null {
  const url = page_url === null ? null : URL.parse(page_url)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  return mayUse(allowed_origins, url.origin, new URL(publicUrl).host) ? url.href : null
}
