import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { dashboardDist, readDashboardPage } from './dashboard-page.ts'

const widgetDist = fileURLToPath(new URL('../../../../widget/dist', import.meta.url))
const year = 'public, max-age=31536000, immutable'
const soon = 'public, max-age=300, stale-while-revalidate=86400'

/** Each page of the dashboard, so that its address can be opened, and everything else is not found. */
const dashboardPaths = [
  '/',
  ...['/setup', '/sign-in', '/register', '/verify-email', '/forgot-password', '/reset-password', '/unlock'],
  ...['/confirm-email', '/invitation', '/account', '/account/:page', '/workspaces', '/operator', '/operator/*'],
  ...['/chats', '/chats/:chatId', '/knowledge', '/widget', '/settings', '/settings/:page'],
]

/** What runs in the background, and the page that it keeps, are looked at anew each time. */
const lifetimeOf = (path: string) =>
  path.includes('/assets/')
    ? year
    : /(service-worker\.js|offline\.html)(\.br|\.gz)?$/.test(path)
      ? 'no-cache'
      : 'public, max-age=300'

/** The built dashboard at the root, the widget's script for other people's pages. Files are compressed when built. */
export async function installPages(app: FastifyInstance): Promise<void> {
  const common = { preCompressed: true, index: false, decorateReply: false, cacheControl: false } as const
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    })
    // One script for every site: short-lived, so that a new version reaches pages soon.
    scope.get('/widget.js', { schema: { hide: true } }, (_request, reply) => reply.sendFile('widget.js', widgetDist))
    await scope.register(fastifyStatic, {
      ...common,
      root: widgetDist,
      prefix: '/widget/',
      decorateReply: true,
      allowedPath: (path) => /^\/?(widget|panel-[\w-]+)\.js$/.test(path),
      setHeaders: (reply, path) => void reply.header('cache-control', path.includes('widget.js') ? soon : year),
    })
  })

  await app.register(fastifyStatic, {
    ...common,
    root: dashboardDist,
    wildcard: true,
    prefix: '/',
    allowedPath: (path) => path !== '/index.html' && !path.startsWith('/.vite'),
    setHeaders: (reply, path) => void reply.header('cache-control', lifetimeOf(path)),
  })
  const page = async (_request: unknown, reply: FastifyReply) => {
    const html = await readDashboardPage()
    if (html === null) return reply.callNotFound()
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html)
  }
  for (const path of dashboardPaths) app.get(path, { schema: { hide: true } }, page)
}
