import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { countRequests } from '../e2e/tools/requests.ts'

export type Load = {
  /** At a processor four times slower. */
  scriptMs: number
  blockingMs: number
  shift: number
  globals: string[]
  heapMiB: number
  requests: { type: string; host: string; path: string }[]
}

const slowdown = 4
/** Nothing has happened on the page for so long: it has come to rest. */
const restMs = 1500

/** Opens a page in a profile of its own, lets it come to rest, and says what that took. */
export async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ locale: 'en-US' })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await page.addInitScript(observe)
    const requests = await countRequests(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(url)
    await page.waitForLoadState('networkidle')
    await sleep(restMs)
    const { metrics } = await session.send('Performance.getMetrics')
    const seconds = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0
    return { scriptMs: seconds * 1000, ...(await seenOn(page)), heapMiB: await heapOf(session), requests }
  } finally {
    await context.close()
  }
}

/** Long tasks and layout shifts, kept where no page looks. */
function observe(): void {
  const seen = { blockingMs: 0, shift: 0 }
  Object.defineProperty(document, 'seen', { value: seen })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blockingMs += Math.max(0, duration - 50)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}

const seenOn = (page: Page) =>
  page.evaluate(() => {
    const { blockingMs, shift } = (document as unknown as { seen: { blockingMs: number; shift: number } }).seen
    return { blockingMs, shift, globals: Object.getOwnPropertyNames(window) }
  })

async function heapOf(session: CDPSession): Promise<number> {
  for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1024 / 1024
}

type Opening = { tookMs: number; requests: { type: string; host: string; path: string }[] }

/**
 * From a click to a field that one can write into, everything fetched ahead as it is when the pointer comes near. At
 * full speed.
 * @param field a selector; it is looked for inside shadow roots as well.
 */
export async function openChat(browser: Browser, url: string, launcher: string, field: string): Promise<Opening> {
  const context = await browser.newContext({ locale: 'en-US' })
  try {
    const page = await context.newPage()
    const requests = await countRequests(page)
    await page.goto(url)
    const button = page.locator(launcher)
    await button.waitFor()
    await page.waitForLoadState('networkidle')
    requests.length = 0
    await button.hover()
    await sleep(restMs)
    await page.evaluate(watchField, field)
    await button.click()
    await page.locator(field).waitFor()
    const tookMs = await page.evaluate(() => (document as unknown as { tookMs: Promise<number> }).tookMs)
    await page.waitForLoadState('networkidle')
    return { tookMs, requests }
  } finally {
    await context.close()
  }
}

/** Measured in the page itself: what the test's own tool takes does not count. */
function watchField(selector: string): void {
  const find = () => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
    const found = roots.map((root) => root.querySelector<HTMLElement>(selector)).find(Boolean)
    return found && found.checkVisibility() && found.getBoundingClientRect().height > 0
  }
  const tookMs = new Promise<number>((resolve) => {
    const begin = () => {
      const startedAt = performance.now()
      const look = () => (find() ? resolve(performance.now() - startedAt) : requestAnimationFrame(look))
      requestAnimationFrame(look)
    }
    addEventListener('pointerdown', begin, { once: true, capture: true })
  })
  Object.defineProperty(document, 'tookMs', { value: tookMs })
}
