import type { Page } from 'playwright-core'

export type Seen = { type: string; host: string; path: string }

/** Everything that a page asks the network for from now on, preflights included. Addresses of data: do not count. */
export async function countRequests(page: Page): Promise<Seen[]> {
  const session = await page.context().newCDPSession(page)
  const seen: Seen[] = []
  session.on('Network.requestWillBeSent', ({ request, type }) => {
    if (!request.url.startsWith('http')) return
    const { host, pathname } = new URL(request.url)
    seen.push({ type: type ?? 'Other', host, path: pathname })
  })
  await session.send('Network.enable')
  return seen
}
