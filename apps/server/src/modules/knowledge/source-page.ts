import type { Locale } from '@minichat/contracts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { isId } from '../../platform/ids.ts'
import { isLive } from '../workspaces/index.ts'
import { findPassages, type PassageRow } from './passages.store.ts'
import { sourcePageHtml, sourcePageStyles } from './source-page.html.ts'

const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const cacheSeconds = 300

/**
 * Where a citation leads when the owner gave no address: the passage as it stands. Public like the answer that cites it;
 * the ids are not to be guessed.
 */
export function registerSourcePage(app: FastifyInstance, db: Database): void {
  app.get('/source/source.css', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=86400')
      .header('x-content-type-options', 'nosniff')
      .type('text/css; charset=utf-8')
      .send(sourcePageStyles),
  )

  app.get('/source/:workspaceId/:passageId', { schema: { hide: true } }, async (request, reply) => {
    const { workspaceId, passageId } = request.params as Record<string, string>
    const passage = await find(workspaceId, passageId)
    const locale = passage?.locale ?? preferredLocale(request.headers['accept-language'])
    return send(reply.status(passage ? 200 : 404), sourcePageHtml(passage, locale), passage !== undefined)
  })

  async function find(workspaceId: unknown, passageId: unknown): Promise<PassageRow | undefined> {
    if (!isId(workspaceId) || !isId(passageId)) return undefined
    const [row] = await db.transaction(workspaceId, async (tx) =>
      (await isLive(tx)) ? findPassages(tx, [passageId]) : [],
    )
    return row
  }
}

const send = (reply: FastifyReply, html: string, isFound: boolean) =>
  reply
    .header('content-security-policy', contentSecurityPolicy)
    .header('cache-control', isFound ? `public, max-age=${cacheSeconds}` : 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    // Owners want to be found by their own pages, not by this one.
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(html)

const preferredLocale = (header: string | undefined): Locale => (/^\s*th\b/i.test(header ?? '') ? 'th' : 'en')
