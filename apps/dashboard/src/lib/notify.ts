import type { NotificationData } from '@mantine/notifications'
import { commonText } from './common.text.ts'
import { localeStore } from './text.ts'

/** Shows a passing notice at the bottom of the page. Its code is fetched apart from the first page. */
export async function notify(notice: NotificationData) {
  const { notifications } = await import('@mantine/notifications')
  const closeButtonProps = { 'aria-label': commonText[localeStore.get()].dismiss }
  return notifications.show({ closeButtonProps, ...notice })
}

export async function hideNotice(id: string) {
  const { notifications } = await import('@mantine/notifications')
  notifications.hide(id)
}
