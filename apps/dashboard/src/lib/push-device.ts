import { api } from './api.ts'
import { forgetNotificationWish, pushState } from './notification-wish.ts'

/** Browsers notify on secure pages alone, and on iPhones only what was put on the home screen. */
export const canNotify = () => 'Notification' in window && 'serviceWorker' in navigator

/** Also in the past, when somebody else was asked. */
export const isBlocked = () => 'Notification' in window && Notification.permission === 'denied'

const registration = () => navigator.serviceWorker.ready

const bytesOf = (base64url: string) =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

/** Asks the browser where it can be reached. @throws where its push service is blocked or away. */
async function subscribe(pushKey: string): Promise<PushSubscription> {
  const { pushManager } = await registration()
  const applicationServerKey = bytesOf(pushKey)
  const known = await pushManager.getSubscription()
  const knownKey = known?.options.applicationServerKey
  if (known && knownKey && String(new Uint8Array(knownKey)) === String(applicationServerKey)) return known
  await known?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
}

/**
 * Has this browser reached by push messages about the workspace of this tab. Asked again it changes nothing, and mends
 * what has ended meanwhile.
 * @returns whether it is reached; if not, it still notifies while a page of ours is open.
 */
export async function connectDevice(pushKey: string): Promise<boolean> {
  try {
    const { endpoint, keys } = (await subscribe(pushKey)).toJSON()
    if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error('The browser gave no whole subscription.')
    const body = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } }
    await api.request('POST /api/v1/notifications/devices', { body })
    pushState.set('on')
  } catch {
    pushState.set('off')
  }
  return pushState.get() === 'on'
}

/** The same when the dashboard of a workspace is opened. */
export async function reconnectDevice(): Promise<void> {
  if (!canNotify() || Notification.permission !== 'granted') return
  await connectDevice((await api.request('GET /api/v1/notifications')).data.pushKey)
}

/** @returns whether the browser lets this page notify. */
export const askToNotify = async (): Promise<boolean> =>
  canNotify() && (await Notification.requestPermission()) === 'granted'

/** Nothing comes here any more, and nothing that came stays on screen. */
export async function forgetDevice(): Promise<void> {
  forgetNotificationWish()
  if (!canNotify()) return
  const known = await navigator.serviceWorker.getRegistration()
  for (const shown of (await known?.getNotifications()) ?? []) shown.close()
  await (await known?.pushManager.getSubscription())?.unsubscribe()
}

/** Takes the place of what was shown of the same chat, also by a push message. A click on it goes to the chat. */
export async function showNotification(
  { workspaceId, chatId }: { workspaceId: string; chatId: string },
  { title, body, lang }: { title: string; body: string; lang: string },
): Promise<void> {
  if (!canNotify() || Notification.permission !== 'granted') return
  await (await registration()).showNotification(title, {
    body,
    lang,
    tag: `chat-${chatId}`,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    data: { workspaceId, chatId },
  })
}
