import { type ChatMail, changeChatMail, getChatMail, type Locale } from '@minichat/contracts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { route } from '../../platform/http/route.ts'
import { findMailedChat, type MailSettingsRow, readSettings, stopThread, writeSettings } from './chat-mail.store.ts'
import { stopPage, stopPageCsp } from './stop-page.html.ts'
import type { MailTaking } from './take-mail.ts'

type RoutesDeps = {
  db: Database
  taking: Pick<MailTaking, 'threadOf'>
  canSend: boolean
  canReceive: boolean
  nowMs: () => number
}

/** The setting of a workspace, and the page on which a visitor ends the mails of a chat. */
export function chatMailRoutes(app: FastifyInstance, deps: RoutesDeps): void {
  const { db, canSend, canReceive } = deps
  const present = ({ is_on, after_seconds }: MailSettingsRow): ChatMail => ({
    isOn: is_on,
    afterSeconds: after_seconds,
    canSend,
    canReceive,
  })

  route(app, getChatMail, ({ actor }) =>
    db.transaction(actor.workspaceId, async (tx) => present(await readSettings(tx))),
  )

  route(app, changeChatMail, ({ actor, body }) =>
    db.transaction(actor.workspaceId, async (tx) => {
      const before = await readSettings(tx)
      await writeSettings(tx, {
        is_on: body.isOn ?? before.is_on,
        after_seconds: body.afterSeconds ?? before.after_seconds,
      })
      const after = await readSettings(tx)
      const change = changesBetween(audited(before), audited(after))
      if (change) await recordAudit(tx, { actor, action: 'chat.mail_changed', ...change })
      return present(after)
    }),
  )

  stopRoutes(app, deps)
}

const audited = ({ is_on, after_seconds }: MailSettingsRow) => ({ isOn: is_on, afterSeconds: after_seconds })

function stopRoutes(app: FastifyInstance, { db, taking, nowMs }: RoutesDeps): void {
  const path = '/mail/stop/:token'

  async function find(token: string) {
    const thread = await taking.threadOf('stop', token)
    const chat = thread && (await db.transaction(thread.workspaceId, (tx) => findMailedChat(tx, thread.chatId)))
    return thread && chat ? { thread, chat } : null
  }

  app.register(async (scope) => {
    // Forms, and mail programs that end mails with one click, send what nobody reads.
    scope.removeContentTypeParser('multipart/form-data')
    scope.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'string', bodyLimit: 4096 },
      (_request, _body, done) => done(null, null),
    )

    /** Whoever looks through mails opens its links: looking ends nothing. */
    scope.get<Asked>(path, { schema: { hide: true } }, async (request, reply) => {
      const found = await find(request.params.token)
      return send(reply, found && found.chat, preferred(request.headers['accept-language']), false)
    })

    scope.post<Asked>(path, { schema: { hide: true } }, async (request, reply) => {
      const found = await find(request.params.token)
      if (found) {
        const { workspaceId, chatId } = found.thread
        await db.transaction(workspaceId, (tx) => stopThread(tx, chatId, new Date(nowMs())))
      }
      return send(reply, found && found.chat, preferred(request.headers['accept-language']), true)
    })
  })
}

type Asked = { Params: { token: string } }

const send = (reply: FastifyReply, chat: { title: string; locale: Locale } | null, locale: Locale, isDone: boolean) =>
  reply
    .status(chat ? 200 : 404)
    .header('content-security-policy', stopPageCsp)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    // The form tells its own origin, and nobody else the token.
    .header('referrer-policy', 'same-origin')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(stopPage(chat, chat?.locale ?? locale, isDone))

const preferred = (header: string | undefined): Locale => (/^\s*th\b/i.test(header ?? '') ? 'th' : 'en')
