import { getWidgetConfig, listWidgets, updateWidget, type Widget } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import { createCache } from '../../platform/cache.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Identify } from '../../platform/http/authorise.ts'
import { page, route } from '../../platform/http/route.ts'
import { newId } from '../../platform/ids.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { healthRoutes } from './health.routes.ts'
import { mayUse } from './origins.ts'
import { makeWidgetKey, readWidgetKey } from './widget-keys.ts'
import {
  findServedWidget,
  insertWidget,
  listWidgetRows,
  lockWidget,
  updateWidgetRow,
  type WidgetRow,
} from './widgets.store.ts'

export { mayUse } from './origins.ts'
export { isWidgetKey } from './widget-keys.ts'

const greetings = {
  en: 'Hello! Ask us anything; you get an answer at once.',
  th: 'สวัสดีค่ะ มีอะไรให้ช่วยไหมคะ พิมพ์ถามได้เลย',
}

/** Widgets: what a site puts on its pages, and which pages may use it. */
export function createWidgetsModule(deps: {
  db: Database
  hub: Hub
  publicUrl: () => string
  nowMs: () => number
  /** Called when the switch is stored: answers under way in the widget are cut. */
  onAiPaused: (workspaceId: string, widgetId: string) => Promise<void>
  /** Refuses when the plan has no room for another one. */
  assertRoomFor: (tx: Tx, quota: 'widgets') => Promise<void>
  /** A page shows the launcher. */
  onShown: (workspaceId: string, widgetId: string) => void
}) {
  const { db, hub, nowMs } = deps
  /** Asked for with every call of a visitor. By key, so that a made-up key finds nothing. */
  const cache = createCache({ name: 'widgets', hub, ttlMs: 600_000, maxEntries: 10_000, nowMs, load: findByKey })

  async function findByKey(key: string): Promise<{ workspaceId: string; widget: WidgetRow }> {
    const ids = readWidgetKey(key)
    const widget = ids && (await db.transaction(ids.workspaceId, (tx) => findServedWidget(tx, ids.widgetId)))
    if (!ids || !widget || widget.key !== key) throw new AppError('WIDGET_NOT_FOUND')
    return { workspaceId: ids.workspaceId, widget }
  }

  const present = (row: WidgetRow): Widget => ({
    id: row.id,
    key: row.key,
    name: row.name,
    title: row.title,
    accentColor: row.accent_color,
    position: row.position,
    greeting: { en: row.greeting_en, th: row.greeting_th },
    allowedOrigins: row.allowed_origins,
    paused: row.paused,
    aiPaused: row.ai_paused,
    privacyUrl: row.privacy_url,
    consentRequired: row.consent_required,
    identityRequired: row.identity_required,
    snippet: `<script async src="${deps.publicUrl()}/widget.js" data-widget="${row.key}"></script>`,
  })

  const identify: Pick<Identify, 'visitor'> = {
    async visitor(widgetKey, origin, ownHost) {
      const { workspaceId, widget } = await cache.get(widgetKey)
      if (!mayUse(widget.allowed_origins, origin, ownHost)) throw new AppError('ORIGIN_NOT_ALLOWED')
      return {
        kind: 'visitor',
        workspaceId,
        widgetId: widget.id,
        isPaused: widget.paused,
        needsProof: widget.identity_required,
        needsConsent: widget.consent_required,
      }
    },
  }

  const routes = (app: FastifyInstance): void => {
    route(app, getWidgetConfig, async ({ params, reply }) => {
      const { workspaceId, widget } = await cache.get(params.widgetKey)
      deps.onShown(workspaceId, widget.id)
      reply.header('cache-control', 'public, max-age=60, stale-while-revalidate=3600')
      return {
        title: widget.title,
        accentColor: widget.accent_color,
        position: widget.position,
        greeting: { en: widget.greeting_en, th: widget.greeting_th },
        paused: widget.paused,
        privacyUrl: widget.privacy_url,
        consentRequired: widget.consent_required,
      }
    })

    route(app, listWidgets, async ({ actor }) => {
      const rows = await db.transaction(actor.workspaceId, listWidgetRows)
      return page(rows.map(present), null)
    })

    route(app, updateWidget, async ({ actor, params, body }) => {
      const widget = await db.transaction(actor.workspaceId, async (tx) => {
        const row = await lockWidget(tx, params.widgetId)
        if (!row) throw new AppError('NOT_FOUND')
        const after: WidgetRow = {
          ...row,
          name: body.name ?? row.name,
          title: body.title ?? row.title,
          accent_color: body.accentColor?.toLowerCase() ?? row.accent_color,
          position: body.position ?? row.position,
          greeting_en: body.greeting?.en ?? row.greeting_en,
          greeting_th: body.greeting?.th ?? row.greeting_th,
          paused: body.paused ?? row.paused,
          ai_paused: body.aiPaused ?? row.ai_paused,
          privacy_url: body.privacyUrl === undefined ? row.privacy_url : body.privacyUrl || null,
          consent_required: body.consentRequired ?? row.consent_required,
          identity_required: body.identityRequired ?? row.identity_required,
          allowed_origins: body.allowedOrigins ? [...new Set(body.allowedOrigins)] : row.allowed_origins,
        }
        await updateWidgetRow(tx, after)
        const change = changesBetween(present(row), present(after))
        if (change) {
          const target = { kind: 'widget', id: row.id, name: after.name }
          await recordAudit(tx, { actor, action: 'widget.changed', target, ...change })
        }
        tx.afterCommit(() => cache.invalidate(row.key))
        return present(after)
      })
      if (body.aiPaused) await deps.onAiPaused(actor.workspaceId, widget.id)
      return widget
    })

    healthRoutes(deps)(app)
  }

  const module: Module = {
    name: 'widgets',
    tables: [
      { name: 'widgets', scope: 'tenant', personalData: [] },
      { name: 'widget_problems', scope: 'tenant', personalData: [] },
    ],
    routes,
  }
  return {
    ...module,
    identify,
    /** Widgets of a workspace have gone. */
    forgetAll: cache.invalidateAll,
    keyOfFirst: async (workspaceId: string) => (await db.transaction(workspaceId, listWidgetRows))[0]?.key ?? null,
    /** Makes a widget in the transaction's workspace. @throws AppError QUOTA_REACHED. */
    async make(tx: Tx, widget: { name: string; title: string; accentColor?: string }) {
      await deps.assertRoomFor(tx, 'widgets')
      const id = newId()
      return insertWidget(tx, {
        id,
        key: makeWidgetKey(tx.workspaceId as string, id),
        name: widget.name,
        title: widget.title,
        accent_color: widget.accentColor ?? '#0f766e',
        position: 'right',
        greeting_en: greetings.en,
        greeting_th: greetings.th,
        allowed_origins: [],
        paused: false,
        ai_paused: false,
        privacy_url: null,
        consent_required: false,
        identity_required: false,
      })
    },
  }
}
