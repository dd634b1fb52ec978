import type { NotificationData } from '@mantine/notifications'

/** Shows a passing notice at the bottom of the page. Its code is fetched apart from the first page. */
export async function notify(notice: NotificationData) {
  const { notifications } = await import('@mantine/notifications')
  return notifications.show(notice)
}

export async function hideNotice(id: string) {
  const { notifications } = await import('@mantine/notifications')
  notifications.hide(id)
}
