import { type Locale, rateChat } from '@minichat/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { createLimiter } from '../../platform/limiter.ts'
import type { ChatService } from '../chat/index.ts'
import { ratingLinkMs } from './ask-rating.ts'
import { findMailedChat, type MailedChatRow, stopThread } from './chat-mail.store.ts'
import { gonePage, mailPageCsp } from './mail-page.html.ts'
import { findAsked, stopAsking } from './rating-mails.store.ts'
import { askPage, commentPage, thanksPage } from './rating-page.html.ts'
import type { Purpose } from './reply-address.ts'
import { type Stoppable, stopPage } from './stop-page.html.ts'
import type { FoundThread, MailTaking } from './take-mail.ts'

type PagesDeps = {
  db: Database
  redis: Redis | null
  taking: Pick<MailTaking, 'threadOf'>
  chats: Pick<ChatService, 'rate'>
  nowMs: () => number
}
type Asked = { Params: { token: string }; Querystring: { rating?: string }; Body: URLSearchParams | null }
type Found = { thread: FoundThread; chat: MailedChatRow }

const ratingsPerHour = 30
const ratingFields = rateChat.body.omit({ token: true })

/** The pages that links in mails open. Whoever looks through mails opens links: looking changes nothing. */
export function mailPageRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.register(async (scope) => {
    // Forms; mail programs that end mails with one click send what nobody reads.
    scope.removeContentTypeParser('multipart/form-data')
    const small = { parseAs: 'string', bodyLimit: 16_384 } as const
    scope.addContentTypeParser<string>('application/x-www-form-urlencoded', small, (_request, body, done) =>
      done(null, new URLSearchParams(body)),
    )
    scope.addContentTypeParser('multipart/form-data', small, (_request, _body, done) => done(null, null))
    stopRoutes(scope, deps, '/mail/stop/:token', 'stop', stopThread)
    stopRoutes(scope, deps, '/mail/stop-ratings/:token', 'stopRatings', stopAsking)
    ratingRoutes(scope, deps)
  })
}

async function find({ db, taking }: PagesDeps, kind: Purpose, token: string): Promise<Found | null> {
  const thread = await taking.threadOf(kind, token)
  const chat = thread && (await db.transaction(thread.workspaceId, (tx) => findMailedChat(tx, thread.chatId)))
  return thread && chat ? { thread, chat } : null
}

function stopRoutes(
  scope: FastifyInstance,
  deps: PagesDeps,
  path: string,
  kind: Stoppable,
  stop: (tx: Tx, chatId: string, at: Date) => Promise<unknown>,
): void {
  scope.get<Asked>(path, { schema: { hide: true } }, async (request, reply) => {
    const found = await find(deps, kind, request.params.token)
    return send(request, reply, found && stopPage(kind, found.chat, false))
  })

  scope.post<Asked>(path, { schema: { hide: true } }, async (request, reply) => {
    const found = await find(deps, kind, request.params.token)
    if (found) {
      const { workspaceId, chatId } = found.thread
      await deps.db.transaction(workspaceId, (tx) => stop(tx, chatId, new Date(deps.nowMs())))
    }
    return send(request, reply, found && stopPage(kind, found.chat, true))
  })
}

function ratingRoutes(scope: FastifyInstance, deps: PagesDeps): void {
  const { db, nowMs } = deps
  const path = '/mail/rate/:token'
  const perChat = createLimiter({ ...deps, name: 'mail-rating', max: ratingsPerHour, windowMs: 3600_000 })

  async function findRated(token: string): Promise<(Found & { rating: number | null }) | null> {
    const found = await find(deps, 'rate', token)
    if (!found) return null
    const { workspaceId, chatId } = found.thread
    const since = new Date(nowMs() - ratingLinkMs)
    const asked = await db.transaction(workspaceId, (tx) => findAsked(tx, chatId, since))
    return asked ? { ...found, ...asked } : null
  }

  scope.get<Asked>(path, { schema: { hide: true } }, async (request, reply) => {
    const found = await findRated(request.params.token)
    return send(
      request,
      reply,
      found && askPage(found.chat, chosenOf(request.query.rating) ?? found.rating ?? undefined),
    )
  })

  scope.post<Asked>(path, { schema: { hide: true } }, async (request, reply) => {
    const found = await findRated(request.params.token)
    if (!found) return send(request, reply, null)
    const { isExceeded, resetSeconds } = await perChat.take(found.thread.code)
    if (isExceeded) throw new AppError('RATE_LIMITED', { retryAfterSeconds: resetSeconds })
    const given = ratingFields.safeParse({
      rating: chosenOf(request.body?.get('rating')),
      comment: request.body?.get('comment')?.replaceAll('\r\n', '\n'),
    })
    if (!given.success) return send(request, reply, askPage(found.chat, found.rating ?? undefined))
    const { workspaceId, chatId } = found.thread
    await deps.chats.rate({ workspaceId, sessionId: chatId }, given.data)
    const { rating, comment } = given.data
    return send(request, reply, comment ? thanksPage(found.chat) : commentPage(found.chat, rating))
  })
}

const chosenOf = (given: string | null | undefined) => (/^[123]$/.test(given ?? '') ? Number(given) : undefined)

/** @param html null: there is nothing at this address. */
const send = (request: FastifyRequest, reply: FastifyReply, html: string | null) =>
  reply
    .status(html === null ? 404 : 200)
    .header('content-security-policy', mailPageCsp)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    // The form tells its own origin, and nobody else the token.
    .header('referrer-policy', 'same-origin')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(html ?? gonePage(preferred(request.headers['accept-language'])))

const preferred = (header: string | undefined): Locale => (/^\s*th\b/i.test(header ?? '') ? 'th' : 'en')
