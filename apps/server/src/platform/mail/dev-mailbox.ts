import { type Locale, locales } from '@minichat/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import type { Database } from '../database/database.ts'
import { AppError } from '../errors.ts'
import { isId } from '../ids.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { listPage, mailPage } from './dev-mailbox.html.ts'
import type { Letters } from './letters.ts'
import { valuesPlace } from './mail.ts'
import { findMail, listMails, type MailRow } from './mails.store.ts'
import { type RenderedLetter, renderLetter } from './templates/render.ts'

const shown = 100
const pageCsp =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
/** What is shown in the frame: no script, no picture, no form, an origin of its own. */
const letterCsp = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'; sandbox"

export const mailboxPath = '/dev/mailbox'

/** Where it is: while MiniChat is being worked on or tried out, and mail does not leave. */
export const hasMailbox = (config: Config) => config.mail === null && ['development', 'test'].includes(config.env)

/** What would have been mailed, for whoever sits at this machine: the links in it let people into accounts. */
export function installMailbox(app: FastifyInstance, deps: { db: Database; secrets: Secrets }): void {
  const hidden = { schema: { hide: true } }

  app.get(mailboxPath, hidden, async (request, reply) => {
    requireThisMachine(request)
    const rows = await listMails(deps.db, { status: null, before: null, limit: shown })
    return html(reply, pageCsp).send(listPage(rows.map((row) => ({ ...row, letter: rendered(row, row.locale) }))))
  })

  app.get<Asked>(`${mailboxPath}/:id`, hidden, async (request, reply) => {
    const { row, locale, letter } = await read(request)
    return html(reply, pageCsp).send(mailPage({ ...row, letter }, locale))
  })

  app.get<Asked>(`${mailboxPath}/:id/html`, hidden, async (request, reply) => {
    const { letter } = await read(request)
    if (!letter) throw new AppError('NOT_FOUND')
    return html(reply, letterCsp).header('x-frame-options', 'SAMEORIGIN').send(letter.html)
  })

  async function read(request: FastifyRequest<Asked>) {
    requireThisMachine(request)
    const row = isId(request.params.id) ? await findMail(deps.db, request.params.id) : undefined
    if (!row) throw new AppError('NOT_FOUND')
    const locale = locales.find((one) => one === request.query.locale) ?? row.locale
    return { row, locale, letter: rendered(row, locale) }
  }

  function rendered(row: MailRow, locale: Locale): RenderedLetter | null {
    if (row.values_sealed === null) return null
    const values = JSON.parse(deps.secrets.open(row.values_sealed, valuesPlace(row.id))) as Letters[typeof row.template]
    return renderLetter(row.template, locale, values)
  }
}

type Asked = { Params: { id: string }; Querystring: { locale?: string } }

const html = (reply: FastifyReply, csp: string) =>
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('content-security-policy', csp)

/** By its own name as well: a page elsewhere may have given its name the address of this machine. */
function requireThisMachine(request: FastifyRequest): void {
  const isNear = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
  const isForwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
  const isOurName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')
  if (!isNear || isForwarded || !isOurName) throw new AppError('NOT_FOUND')
}
