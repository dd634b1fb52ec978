import { button, h, setAttributes } from './dom.ts'
import { draw } from './icons.ts'
import { type ItemContext, itemNode, updateRunning } from './items.ts'
import { createScroller } from './scroller.ts'
import { type Item, timelineOf } from './timeline.ts'
import type { View } from './view.ts'

type Options = ItemContext & { greeting: string; onOlder: () => void; onReload: () => void; lifetime: AbortSignal }

/** The conversation: nodes are kept by key, so that only what changed is touched. */
export function createMessageList(options: Options) {
  const { words } = options
  const shown = new Map<string, { node: HTMLElement; signature: string }>()
  const items = h('div', { class: 'items' })
  const head = h('div', { class: 'head' })
  const log = h('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': words.conversation }, head, items)
  const jump = button({ class: 'jump', 'aria-label': words.newest, title: words.newest, hidden: true }, () =>
    scroller.toEnd(),
  )
  jump.append(draw('down', 18))
  const scroller = createScroller(log, options.lifetime, {
    onTop: options.onOlder,
    onAway: (isAway) => {
      jump.hidden = !isAway
    },
  })

  function render(view: View): Item[] {
    const timeline = timelineOf(view, options.greeting)
    // Pages of history, old and older, are not read out; what comes afterwards is.
    setAttributes(log, {
      'aria-busy': String(view.phase === 'starting'),
      'aria-live': view.phase === 'starting' || view.older === 'loading' ? 'off' : 'polite',
    })
    scroller.keepPlace(() => {
      renderHead(view)
      place(timeline)
    })
    return timeline
  }

  function place(timeline: Item[]): void {
    const keys = new Set(timeline.map((item) => item.key))
    for (const [key, { node }] of shown) {
      if (keys.has(key)) continue
      node.remove()
      shown.delete(key)
    }
    timeline.forEach((item, at) => {
      const isRunning = item.kind === 'bubble' && item.isRunning
      const signature = JSON.stringify(isRunning ? { ...item, text: '' } : [item, options.isOnline()])
      let entry = shown.get(item.key)
      if (entry?.signature === signature) {
        if (isRunning) updateRunning(entry.node, item)
      } else {
        const node = itemNode(item, options)
        entry?.node.replaceWith(node)
        entry = { node, signature }
        shown.set(item.key, entry)
      }
      if (items.children[at] !== entry.node) items.insertBefore(entry.node, items.children[at] ?? null)
    })
  }

  let headState = ''
  function renderHead({ phase, older, olderCursor, expectsHistory }: View): void {
    const isEmpty = phase === 'ready' ? !olderCursor : phase === 'starting' && !expectsHistory
    const state = isEmpty ? 'none' : phase === 'ready' ? older : phase
    if (state === headState) return
    headState = state
    const failure = (text: string, retry: () => void) =>
      h('div', { class: 'failure', role: 'alert' }, h('p', {}, text), button({ class: 'plain' }, retry, words.tryAgain))
    if (state === 'failed')
      head.replaceChildren(
        phase === 'failed' ? failure(words.loadFailed, options.onReload) : failure(words.olderFailed, options.onOlder),
      )
    else if (state === 'starting' || state === 'loading') head.replaceChildren(skeleton(words.loading))
    else head.replaceChildren()
  }

  return { element: h('div', { class: 'conversation' }, log, jump), render, toEnd: scroller.toEnd }
}

/** In the shape of what comes: a few bubbles of both sides. */
function skeleton(label: string): HTMLElement {
  const bubbles = ['ai', 'visitor', 'ai'].map((side) => h('div', { class: `ghost ${side}` }))
  return h('div', { class: 'skeleton', role: 'img', 'aria-label': label }, ...bubbles)
}
