// Shows push messages, and an honest page where there is no connection. It keeps that page and nothing else: what the
// server says is never stored here.
const cacheName = 'minichat-offline-1'
const offlinePage = '/offline.html'
/** Pages of members, which can go to a chat by themselves. */
const dashboard = /^\/(chats|search|analytics|knowledge|widget|settings|account|workspaces|operator)(\/|$)/

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(open(event))
})
self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json()))
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(goTo(event.notification.data))
})

async function install() {
  const cache = await caches.open(cacheName)
  await cache.add(new Request(offlinePage, { cache: 'reload' }))
  await self.skipWaiting()
}

async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith('minichat-') && name !== cacheName)
  await Promise.all(others.map((name) => caches.delete(name)))
  // Pages are fetched while this starts, not after it.
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request))
  } catch {
    return (await caches.match(offlinePage)) ?? Response.error()
  }
}

/** A newer one of the same chat takes the place of the one before, and calls again. */
const show = ({ workspaceId, chatId, title, body, lang }) =>
  self.registration.showNotification(title, {
    body,
    lang,
    tag: `chat-${chatId}`,
    renotify: true,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    data: { workspaceId, chatId },
  })

async function goTo({ workspaceId, chatId }) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const known = windows.find(({ url }) => dashboard.test(new URL(url).pathname))
  if (!known) return self.clients.openWindow(`/chats/${chatId}?workspace=${workspaceId}`)
  known.postMessage({ type: 'open-chat', workspaceId, chatId })
  return known.focus()
}
