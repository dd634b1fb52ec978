import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readAnalyticsSearch } from '../features/analytics/range.ts'
import { readAuditSearch } from '../features/audit/audit-search.ts'
import { readInboxSearch } from '../features/chats/inbox-search.ts'
import { readUserSearch, readWorkspaceSearch } from '../features/operator/operator-search.ts'
import { readSearch } from '../features/search/search-filter.ts'
import { isApiError } from '../lib/api.ts'
import { queryClient, whenSignedOut } from '../lib/query-client.ts'
import { meQuery } from '../lib/session.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { entryRoutes, isErrorCode } from './entry-routes.ts'
import { PendingPage } from './PendingPage.tsx'
import { rootRoute } from './root-route.ts'

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../features/invitation/InvitationPage.tsx'), 'InvitationPage'),
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

const chatsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/chats',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('../features/chats/ChatsPage.tsx'), 'ChatsPage'),
})
/** The page draws the chat itself: the list beside it stays as it was. */
const chatRoute = createRoute({
  getParentRoute: () => chatsRoute,
  path: '$chatId',
  validateSearch: ({ message }: Record<string, unknown>): { message?: number } =>
    Number.isSafeInteger(message) ? { message: message as number } : {},
})

const searchRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/search',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../features/search/SearchPage.tsx'), 'SearchPage'),
})

/** Beside the questions, which come first. */
const knowledgeTabs = ['documents', 'pages', 'conflicts', 'review'] as const
type KnowledgeTab = (typeof knowledgeTabs)[number]
/** `entry` and `document`: the one whose dialog is open. */
type KnowledgeSearch = { tab?: KnowledgeTab; entry?: string; document?: string }

const knowledgeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/knowledge',
  validateSearch: ({ tab, entry, document }: Record<string, unknown>): KnowledgeSearch => ({
    ...(knowledgeTabs.includes(tab as KnowledgeTab) ? { tab: tab as KnowledgeTab } : {}),
    ...(typeof entry === 'string' ? { entry } : {}),
    ...(typeof document === 'string' ? { document } : {}),
  }),
  component: lazyRouteComponent(() => import('../features/knowledge/KnowledgePage.tsx'), 'KnowledgePage'),
})
const analyticsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/analytics',
  validateSearch: readAnalyticsSearch,
  component: lazyRouteComponent(() => import('../features/analytics/AnalyticsPage.tsx'), 'AnalyticsPage'),
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
const aiRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/ai',
  component: lazyRouteComponent(() => import('../features/ai/AiPage.tsx'), 'AiPage'),
})
const inboxSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../features/inbox-settings/InboxSettingsPage.tsx'), 'InboxSettingsPage'),
})
const assignmentRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/assignment',
  component: lazyRouteComponent(() => import('../features/assignment/AssignmentPage.tsx'), 'AssignmentPage'),
})
const teamRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/team',
  component: lazyRouteComponent(() => import('../features/team/TeamPage.tsx'), 'TeamPage'),
})
const workspaceSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/workspace',
  component: lazyRouteComponent(
    () => import('../features/workspaces/WorkspaceSettingsPage.tsx'),
    'WorkspaceSettingsPage',
  ),
})
const workspacesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/workspaces',
  component: lazyRouteComponent(() => import('../features/workspaces/WorkspacesPage.tsx'), 'WorkspacesPage'),
})
const identitySettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/identity',
  component: lazyRouteComponent(() => import('../features/identity/IdentityPage.tsx'), 'IdentityPage'),
})

const n8nRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/n8n',
  component: lazyRouteComponent(() => import('../features/n8n/N8nPage.tsx'), 'N8nPage'),
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
const notificationsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/notifications',
  component: lazyRouteComponent(() => import('../features/notifications/NotificationsPage.tsx'), 'NotificationsPage'),
})
const sessionsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../features/account/SessionsPage.tsx'), 'SessionsPage'),
})
const apiKeysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../features/api-keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
})

const planRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/plan',
  component: lazyRouteComponent(() => import('../features/plan/PlanPage.tsx'), 'PlanPage'),
})
const aiCostRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/ai-cost',
  component: lazyRouteComponent(() => import('../features/ai-cost/AiCostPage.tsx'), 'AiCostPage'),
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
    path: '/ai-prices',
    component: lazyRouteComponent(() => import('../features/operator/AiPricesPage.tsx'), 'AiPricesPage'),
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
    ...entryRoutes,
    invitationRoute,
    frameRoute.addChildren([
      homeRoute,
      chatsRoute.addChildren([chatRoute]),
      searchRoute,
      analyticsRoute,
      knowledgeRoute,
      widgetRoute,
      settingsRoute.addChildren([
        generalSettingsRoute,
        aiRoute,
        inboxSettingsRoute,
        assignmentRoute,
        teamRoute,
        workspaceSettingsRoute,
        identitySettingsRoute,
        n8nRoute,
        apiKeysRoute,
        planRoute,
        aiCostRoute,
        auditRoute,
      ]),
      workspacesRoute,
      accountRoute.addChildren([profileRoute, notificationsRoute, securityRoute, sessionsRoute]),
      operatorRoute.addChildren(operatorRoutes),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  defaultPendingComponent: PendingPage,
  defaultPendingMs: 300,
})

whenSignedOut(() => {
  const { location, matches } = router.state
  // Several answers may say so at once, while the way there is being loaded.
  if (location.pathname === '/sign-in') return
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
