import type { Me } from '@minichat/contracts'
import { queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { activeWorkspace, api } from './api.ts'
import { forgetNotificationWish } from './notification-wish.ts'
import { queryClient } from './query-client.ts'
import { hasChosenLocale, setLocale } from './text.ts'
import { unsent } from './unsent.ts'

export type MyWorkspace = Me['workspaces'][number]

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const { data: me } = await api.request('GET /api/v1/me', { signal })
    // Who comes back from a provider enters by no form of ours.
    unsent.takeOver(me.user.id)
    return me
  },
  staleTime: 60_000,
})

/** The workspace this tab was in last, else an own one before the sample. */
export function pickWorkspace(me: Me, lastId: string): MyWorkspace | null {
  const { workspaces } = me
  return (
    workspaces.find(({ id }) => id === lastId) ?? workspaces.find(({ isSample }) => !isSample) ?? workspaces[0] ?? null
  )
}

/** After set-up and sign-in: nothing of whoever was here before stays. */
export function enterSession(me: Me) {
  unsent.takeOver(me.user.id)
  queryClient.clear()
  queryClient.setQueryData(meQuery.queryKey, me)
  if (!hasChosenLocale()) setLocale(me.user.locale)
  const workspace = pickWorkspace(me, activeWorkspace.get())
  if (workspace) activeWorkspace.set(workspace.id)
}

/** Nothing of who was here stays on the device. */
export function leaveNothing() {
  forgetNotificationWish()
  void import('./push-device.ts').then(({ forgetDevice }) => forgetDevice()).catch(() => {})
  unsent.forget()
  queryClient.clear()
}

export async function signOut() {
  await api.request('POST /api/v1/auth/logout')
  leaveNothing()
}

const MeContext = createContext<Me | null>(null)
export const MeProvider = MeContext.Provider

/** Who is signed in, also where they are in no workspace. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe is for pages behind the sign-in.')
  return me
}

export type Session = { me: Me; workspace: MyWorkspace; switchWorkspace(id: string): void }

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is for pages behind the sign-in.')
  return session
}

/** Owners and admins may change things; members answer chats. */
export const useMayManage = () => useSession().workspace.role !== 'member'
