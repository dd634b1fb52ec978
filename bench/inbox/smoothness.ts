import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'

type Watched = { frames: number[] | null; slowest: number }

/** Runs in the page, before it: keeps how long frames and reactions take, where no page looks. */
export function watchPage(): void {
  const watched: Watched = { frames: null, slowest: 0 }
  Object.defineProperty(document, 'watched', { value: watched })
  let last = performance.now()
  const look = (now: number) => {
    watched.frames?.push(now - last)
    last = now
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) watched.slowest = Math.max(watched.slowest, duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}

/**
 * Turns the wheel over a list, as somebody does who looks for something far down.
 * @returns how long each frame took, and how many rows went by.
 */
export async function scrollDown(
  page: Page,
  first: Locator,
  ms: number,
): Promise<{ frames: number[]; passed: number }> {
  const box = await first.boundingBox()
  if (!box) throw new Error('There is no list to scroll.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate(() => void ((document as unknown as { watched: Watched }).watched.frames = []))
  const until = performance.now() + ms
  while (performance.now() < until) {
    await page.mouse.wheel(0, 400)
    await sleep(30)
  }
  const frames = await page.evaluate(() => (document as unknown as { watched: Watched }).watched.frames ?? [])
  const scrolled = await page.evaluate(() => {
    const scroller = [...document.querySelectorAll('nav ul')].find(
      (list) => list.parentElement?.scrollTop,
    )?.parentElement
    return scroller?.scrollTop ?? 0
  })
  return { frames, passed: Math.round(scrolled / box.height) }
}

/** Since the page was opened, in ms; 0: nothing took 16 ms. */
export const longestInteraction = (page: Page): Promise<number> =>
  page.evaluate(() => (document as unknown as { watched: Watched }).watched.slowest)
