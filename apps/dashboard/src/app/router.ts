import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { readAuditSearch } from '../features/audit/audit-search.ts'
import { readUserSearch, readWorkspaceSearch } from '../features/operator/operator-search.ts'
import { isApiError } from '../lib/api.ts'
import { queryClient, whenSignedOut } from '../lib/query-client.ts'
import { meQuery } from '../lib/session.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { PendingPage } from './PendingPage.tsx'

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('../features/setup/SetupPage.tsx'), 'SetupPage'),
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {},
  component: lazyRouteComponent(() => import('../features/sign-in/SignInPage.tsx'), 'SignInPage'),
})

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

const planRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/plan',
  component: lazyRouteComponent(() => import('../features/plan/PlanPage.tsx'), 'PlanPage'),
})
const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../features/audit/AuditPage.tsx'), 'AuditPage'),
})

const operatorRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/operator',
  component: lazyRouteComponent(() => import('../features/operator/OperatorSection.tsx'), 'OperatorSection'),
})
const operatorRoutes = [
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/',
    validateSearch: readUserSearch,
    component: lazyRouteComponent(() => import('../features/operator/UsersPage.tsx'), 'UsersPage'),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/workspaces',
    validateSearch: readWorkspaceSearch,
    component: lazyRouteComponent(() => import('../features/operator/WorkspacesPage.tsx'), 'WorkspacesPage'),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/workspaces/$workspaceId/visits/$visitId',
    validateSearch: ({ chat }: Record<string, unknown>): { chat?: string } =>
      typeof chat === 'string' ? { chat } : {},
    component: lazyRouteComponent(() => import('../features/operator/VisitPage.tsx'), 'VisitPage'),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/logs',
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import('../features/operator/LogsPage.tsx'), 'LogsPage'),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/jobs',
    component: lazyRouteComponent(() => import('../features/operator/JobsPage.tsx'), 'JobsPage'),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/health',
    component: lazyRouteComponent(() => import('../features/operator/ServerHealthPage.tsx'), 'ServerHealthPage'),
  }),
] as const

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    setupRoute,
    signInRoute,
    frameRoute.addChildren([
      homeRoute,
      chatsRoute.addChildren([chatRoute]),
      knowledgeRoute,
      widgetRoute,
      settingsRoute.addChildren([generalSettingsRoute, planRoute, auditRoute]),
      operatorRoute.addChildren(operatorRoutes),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  defaultPendingComponent: PendingPage,
  defaultPendingMs: 300,
})

whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || pathname === '/setup') return
  queryClient.removeQueries({ queryKey: meQuery.queryKey })
  void router.navigate({ to: '/sign-in', search: { next: href } })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
