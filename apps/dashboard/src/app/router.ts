import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { isApiError } from '../lib/api.ts'
import { queryClient, whenSignedOut } from '../lib/query-client.ts'
import { meQuery } from '../lib/session.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { entryRoutes, isErrorCode } from './entry-routes.ts'
import { PendingPage } from './PendingPage.tsx'
import { rootRoute } from './root-route.ts'

/** Everything behind the sign-in. */
const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (error) {
      if (!isApiError(error, 'NOT_SIGNED_IN')) throw error
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: lazyRouteComponent(() => import('./AppFrame.tsx'), 'AppFrame'),
})

const homeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/chats', replace: true })
  },
})

export const chatFilters = ['open', 'closed', 'all'] as const
export type ChatFilter = (typeof chatFilters)[number]

const chatsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/chats',
  validateSearch: ({ status }: Record<string, unknown>): { status?: ChatFilter } =>
    status !== 'open' && chatFilters.includes(status as ChatFilter) ? { status: status as ChatFilter } : {},
  component: lazyRouteComponent(() => import('../features/chats/ChatsPage.tsx'), 'ChatsPage'),
})
/** The page draws the chat itself: the list beside it stays as it was. */
const chatRoute = createRoute({ getParentRoute: () => chatsRoute, path: '$chatId' })

const knowledgeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/knowledge',
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: 'documents' } =>
    tab === 'documents' ? { tab: 'documents' } : {},
  component: lazyRouteComponent(() => import('../features/knowledge/KnowledgePage.tsx'), 'KnowledgePage'),
})
const widgetRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/widget',
  component: lazyRouteComponent(() => import('../features/widget/WidgetPage.tsx'), 'WidgetPage'),
})
const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsSection.tsx'), 'SettingsSection'),
})
const generalSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
})

const accountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/AccountSection.tsx'), 'AccountSection'),
})
const profileRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/account/ProfilePage.tsx'), 'ProfilePage'),
})
const securityRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/security',
  validateSearch: ({ problem }: Record<string, unknown>): { problem?: string } =>
    isErrorCode(problem) ? { problem } : {},
  component: lazyRouteComponent(() => import('../features/account/SecurityPage.tsx'), 'SecurityPage'),
})
const sessionsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../features/account/SessionsPage.tsx'), 'SessionsPage'),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...entryRoutes,
    frameRoute.addChildren([
      homeRoute,
      chatsRoute.addChildren([chatRoute]),
      knowledgeRoute,
      widgetRoute,
      settingsRoute.addChildren([generalSettingsRoute]),
      accountRoute.addChildren([profileRoute, securityRoute, sessionsRoute]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  defaultPendingComponent: PendingPage,
  defaultPendingMs: 300,
})

whenSignedOut(() => {
  const { location, matches } = router.state
  // The pages before the sign-in stay: somebody is about to sign in there, or has come by a mailed link.
  if (!matches.some(({ routeId }) => routeId === frameRoute.id)) return
  queryClient.removeQueries({ queryKey: meQuery.queryKey })
  void router.navigate({ to: '/sign-in', search: { next: location.href } })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
