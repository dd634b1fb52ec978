import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from './root-route.ts'

const getParentRoute = () => rootRoute

type SignInSearch = {
  /** Where somebody was heading. */
  next?: string
  /** Why another sign-in (Google and the like) came to nothing: a code of the catalogue. */
  problem?: string
}

/** What an address may carry of a failure; shown in our own words only. */
export const isErrorCode = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z_]{1,60}$/.test(value)

/** The pages before the sign-in. */
export const entryRoutes = [
  createRoute({
    getParentRoute,
    path: '/setup',
    component: lazyRouteComponent(() => import('../features/setup/SetupPage.tsx'), 'SetupPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/sign-in',
    validateSearch: ({ next, problem }: Record<string, unknown>): SignInSearch => ({
      ...(typeof next === 'string' && /^\/(?![/\\]|sign-in\b)/.test(next) && { next }),
      ...(isErrorCode(problem) && { problem }),
    }),
    component: lazyRouteComponent(() => import('../features/sign-in/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/register',
    component: lazyRouteComponent(() => import('../features/entry/RegisterPage.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/verify-email',
    component: lazyRouteComponent(() => import('../features/entry/VerifyEmailPage.tsx'), 'VerifyEmailPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('../features/entry/ForgotPasswordPage.tsx'), 'ForgotPasswordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('../features/entry/ResetPasswordPage.tsx'), 'ResetPasswordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/unlock',
    component: lazyRouteComponent(() => import('../features/entry/UnlockPage.tsx'), 'UnlockPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/confirm-email',
    component: lazyRouteComponent(() => import('../features/entry/ConfirmEmailPage.tsx'), 'ConfirmEmailPage'),
  }),
] as const
