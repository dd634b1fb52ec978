import type { Page } from 'playwright-core'

/**
 * Keeps count of what a page's scripts leave behind: listeners on what outlives a widget, timers, observers, frames.
 * Call before the page loads; then `leftOn` says what is there now.
 */
export async function countLeftovers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const left = new Map<string, number>()
    // Scripts of the page have an address; those of the test's own tool have none.
    const isOfPage = () => /https?:/.test(new Error('stack').stack ?? '')
    const add = (name: string, by: number) => left.set(name, (left.get(name) ?? 0) + by)
    Object.defineProperty(document, 'leftovers', { value: left })

    const keyOf = (target: EventTarget) =>
      target === window
        ? 'window'
        : target === document
          ? 'document'
          : target instanceof Node
            ? ''
            : target.constructor.name
    const alive = new Map<EventTarget, Set<string>>()
    const ids = new WeakMap<object, number>()
    let last = 0
    const idOf = (listener: object) => {
      if (!ids.has(listener)) ids.set(listener, (last += 1))
      return ids.get(listener)
    }
    const { addEventListener, removeEventListener } = EventTarget.prototype
    const drop = (target: EventTarget, key: string) => {
      if (alive.get(target)?.delete(key)) add(`listener on ${keyOf(target)}`, -1)
    }
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const target = this ?? window
      const key = listener && `${type} ${idOf(listener)} ${typeof options === 'object' ? !!options.capture : !!options}`
      const signal = typeof options === 'object' ? options.signal : undefined
      // An AbortSignal lives and dies with who made it.
      if (key && isOfPage() && keyOf(target) && !(target instanceof AbortSignal) && !signal?.aborted) {
        const keys = alive.get(target) ?? new Set()
        alive.set(target, keys)
        if (!keys.has(key)) {
          keys.add(key)
          add(`listener on ${keyOf(target)}`, 1)
          if (signal) addEventListener.call(signal, 'abort', () => drop(target, key))
          if (typeof options === 'object' && options.once)
            addEventListener.call(target, type, () => drop(target, key), options)
        }
      }
      return addEventListener.call(target, type, listener, options)
    }
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      const target = this ?? window
      if (listener)
        drop(target, `${type} ${idOf(listener)} ${typeof options === 'object' ? !!options.capture : !!options}`)
      return removeEventListener.call(target, type, listener, options)
    }

    const { close } = BroadcastChannel.prototype
    BroadcastChannel.prototype.close = function () {
      for (const key of [...(alive.get(this) ?? [])]) drop(this, key)
      close.call(this)
    }

    for (const [start, stop, repeats] of [
      ['setTimeout', 'clearTimeout', false],
      ['setInterval', 'clearInterval', true],
      ['requestAnimationFrame', 'cancelAnimationFrame', false],
      ['requestIdleCallback', 'cancelIdleCallback', false],
    ] as const) {
      const running = new Set<unknown>()
      const originalStart = window[start] as (action: (...args: unknown[]) => void, ...rest: unknown[]) => unknown
      const originalStop = window[stop] as (handle: unknown) => void
      const done = (handle: unknown) => void (running.delete(handle) && add(start, -1))
      Object.assign(window, {
        [start]: (action: (...args: unknown[]) => void, ...rest: unknown[]) => {
          const handle: unknown = originalStart(
            (...args) => {
              if (!repeats) done(handle)
              action(...args)
            },
            ...rest,
          )
          if (isOfPage()) {
            running.add(handle)
            add(start, 1)
          }
          return handle
        },
        [stop]: (handle: unknown) => {
          done(handle)
          originalStop(handle)
        },
      })
    }

    for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver'] as const) {
      const { observe, disconnect } = window[name].prototype as {
        observe: (...args: unknown[]) => void
        disconnect: () => void
      }
      const active = new Set<unknown>()
      Object.assign(window[name].prototype, {
        observe(this: unknown, ...args: unknown[]) {
          if (!active.has(this) && isOfPage()) {
            active.add(this)
            add(name, 1)
          }
          observe.apply(this, args)
        },
        disconnect(this: unknown) {
          if (active.delete(this)) add(name, -1)
          disconnect.call(this)
        },
      })
    }
  })
}

/** Listeners, timers and observers that are alive, and every global and node. */
export const leftOn = (page: Page) =>
  page.evaluate(() => ({
    counts: Object.fromEntries(
      [...((document as Document & { leftovers?: Map<string, number> }).leftovers ?? [])].filter(
        ([, count]) => count !== 0,
      ),
    ),
    globals: Object.getOwnPropertyNames(window),
    html: document.documentElement.outerHTML,
    sheets: document.adoptedStyleSheets.length,
  }))
