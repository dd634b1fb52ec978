import { deleteSample } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordAccountAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { newId } from '../../platform/ids.ts'
import type { Module } from '../../platform/module.ts'
import type { KnowledgeModule } from '../knowledge/index.ts'
import { deleteWorkspace } from '../workspaces/index.ts'
import { readDemoPage, readDemoStyles, readSampleContent } from './sample-content.ts'

const shop = { name: 'Lotus & Co', title: 'Lotus & Co', accentColor: '#8a3b12' }

/** The sample workspace and its shop page: to try MiniChat before there is an account, and any widget after that. */
export function createSampleModule(deps: {
  db: Database
  knowledge: KnowledgeModule
  makeWorkspace: (tx: Tx, workspace: { name: string; isSample: boolean }) => Promise<unknown>
  makeWidget: (tx: Tx, widget: { name: string; title: string; accentColor: string }) => Promise<unknown>
  widgetKeyOf: (workspaceId: string) => Promise<string | null>
  /** Whether it may stand in a page as one. */
  isWidgetKey: (text: string) => boolean
  onDeleted: () => void
}) {
  const { db, knowledge } = deps
  const sampleId = async () => (await db.query<{ id: string | null }>('select sample_workspace() as id'))[0]?.id ?? null
  async function sampleWidgetKey(): Promise<string | null> {
    const id = await sampleId()
    return id && deps.widgetKeyOf(id)
  }

  const routes = (app: FastifyInstance): void => {
    const querystring = z.object({ lang: z.string().optional(), widget: z.string().optional() })
    app.get('/demo', { schema: { hide: true, querystring } }, async (request, reply) => {
      const { lang, widget } = request.query as z.output<typeof querystring>
      const own = widget && deps.isWidgetKey(widget) ? widget : null
      const key = own ?? (await sampleWidgetKey())
      if (!key) throw new AppError('NOT_FOUND', { message: 'The sample shop has been deleted, or was never made.' })
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
      return reply.send(await readDemoPage(lang === 'th' ? 'th' : 'en', key, own !== null))
    })
    app.get('/demo/demo.css', { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type('text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .send(await readDemoStyles()),
    )

    route(app, deleteSample, async ({ actor }) => {
      const id = await sampleId()
      if (!id) throw new AppError('NOT_FOUND')
      await db.transaction(id, async (tx) => {
        await deleteWorkspace(tx)
        await recordAccountAudit(tx, {
          actor,
          action: 'workspace.sample_deleted',
          target: { kind: 'workspace', id, name: shop.name },
        })
      })
      deps.onDeleted()
      return {}
    })
  }

  const module: Module = { name: 'sample', tables: [], routes }
  return {
    ...module,
    exists: async () => (await sampleId()) !== null,
    /** Makes the sample once. Two servers that start together make one. */
    async ensure(): Promise<void> {
      if (await sampleId()) return
      const content = await readSampleContent()
      await db.transaction(newId(), async (tx) => {
        // The other one may be reading what it made: that takes a while on a busy machine.
        await tx.query(`set local statement_timeout = '60s'`)
        await tx.query(`select pg_advisory_xact_lock(hashtext('minichat.sample'))`)
        if ((await tx.one<{ id: string | null }>('select sample_workspace() as id')).id) return
        await deps.makeWorkspace(tx, { name: shop.name, isSample: true })
        await deps.makeWidget(tx, { name: 'Shop page', title: shop.title, accentColor: shop.accentColor })
        for (const { language, question, answer } of content.entries) {
          await knowledge.addEntry(tx, { question, answer, locale: language, url: null })
        }
        for (const document of content.documents) {
          await knowledge.addDocument(tx, { ...document, format: 'markdown', url: null, file: null })
        }
      })
    },
  }
}
