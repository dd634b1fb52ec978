import type { Notifications, NotificationWishes } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notificationWish } from '../../lib/notification-wish.ts'
import { askToNotify, connectDevice, forgetDevice } from '../../lib/push-device.ts'
import { useSession } from '../../lib/session.tsx'
import { notificationsQuery } from './notifications-query.ts'

export const useNotifications = () => useQuery(notificationsQuery(useSession().workspace.id))

export function useChangeWishes() {
  const client = useQueryClient()
  const { queryKey } = notificationsQuery(useSession().workspace.id)
  return useMutation({
    mutationFn: async (body: Partial<NotificationWishes>) =>
      (await api.request('PATCH /api/v1/notifications', { body })).data,
    onSuccess: (wishes) => client.setQueryData<Notifications>(queryKey, (old) => old && { ...old, wishes }),
  })
}

export function useRemoveDevice() {
  const client = useQueryClient()
  const { queryKey } = notificationsQuery(useSession().workspace.id)
  return useMutation({
    mutationFn: (deviceId: string) =>
      api.request('DELETE /api/v1/notifications/devices/:deviceId', { params: { deviceId } }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

/** Turns notifications on this device on or off. It says whether the browser allowed it. */
export function useThisDevice({ pushKey, devices }: Notifications) {
  const client = useQueryClient()
  const { me, workspace } = useSession()
  const { queryKey } = notificationsQuery(workspace.id)
  return useMutation({
    mutationFn: async (isWanted: boolean): Promise<boolean> => {
      if (!isWanted) {
        const current = devices.find(({ isCurrent }) => isCurrent)
        await forgetDevice()
        if (!current) return true
        const params = { deviceId: current.id }
        await api.request('DELETE /api/v1/notifications/devices/:deviceId', { params })
        return true
      }
      if (!(await askToNotify())) return false
      notificationWish.set(me.user.id)
      await connectDevice(pushKey)
      return true
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}
