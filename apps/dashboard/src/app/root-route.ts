import { createRootRoute, Outlet } from '@tanstack/react-router'
import { NotFoundPage } from './NotFoundPage.tsx'

export const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })
