import { button, h, setAttributes } from './dom.ts'
import { draw } from './icons.ts'
import { deliveryText, type ItemContext, itemNode, updateItem } from './items.ts'
import { createScroller } from './scroller.ts'
import { type Bubble, type Item, timelineOf } from './timeline.ts'
import type { View } from './view.ts'

type Options = ItemContext & {
  greeting: string
  dateLocale: string
  onOlder: () => void
  onReload: () => void
  /** What is in view may have changed. */
  onScrolled: () => void
  /** Tells those who do not see it. */
  say: (text: string) => void
  lifetime: AbortSignal
}

/** The conversation: nodes are kept by key, so that only what changed is touched. */
export function createMessageList(options: Options) {
  const { words } = options
  const shown = new Map<string, { node: HTMLElement; signature: string }>()
  const items = h('div', { class: 'items' })
  const head = h('div', { class: 'head' })
  const log = h('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': words.conversation }, head, items)
  const jump = button({ class: 'jump', hidden: true }, () => scroller.toEnd())
  const count = h('span')
  jump.append(draw('end', 18), count)
  const numbers = new Intl.NumberFormat(options.dateLocale)
  const scroller = createScroller(log, options.lifetime, {
    onTop: options.onOlder,
    onAway: (isAway) => {
      jump.hidden = !isAway
      options.onScrolled()
    },
  })

  /** @param around shows what stands around the list: where that takes room, what is in view stays where it is. */
  function render(view: View, around: (items: Item[]) => void): void {
    const timeline = timelineOf(view, options.greeting)
    // Pages of history, old and older, are not read out; what comes afterwards is.
    setAttributes(log, {
      'aria-busy': String(view.phase === 'starting'),
      'aria-live': view.phase === 'starting' || view.older === 'loading' ? 'off' : 'polite',
    })
    scroller.keepPlace(() => {
      renderHead(view)
      place(timeline)
      around(timeline)
    })
    tellDelivery(timeline, view.phase === 'starting')
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
      const delivery = item.kind === 'bubble' && item.delivery ? 'shown' : null
      const signature = JSON.stringify({ ...item, delivery, ...(isRunning && { text: '' }) })
      let entry = shown.get(item.key)
      if (entry?.signature === signature) {
        if (item.kind === 'bubble') updateItem(entry.node, item, options)
      } else {
        const node = itemNode(item, options)
        const hadFocus = entry?.node.matches(':focus-within')
        entry?.node.replaceWith(node)
        if (hadFocus) (node.querySelector('button') ?? log).focus({ preventScroll: true })
        entry = { node, signature }
        shown.set(item.key, entry)
      }
      if (items.children[at] !== entry.node) items.insertBefore(entry.node, items.children[at] ?? null)
    })
  }

  let told = ''
  let wasQuiet = true
  /** How far the newest message of the visitor is, where that changed. */
  function tellDelivery(timeline: Item[], isQuiet: boolean): void {
    const newest = [...timeline].reverse().find(isOwn)
    const text = newest?.unsent
      ? words.unsent
      : newest?.delivery && newest.delivery !== 'pending' && deliveryText(newest.delivery, words, true)
    const now = `${newest?.key} ${text}`
    if (text && now !== told && !wasQuiet) options.say(text)
    told = now
    wasQuiet = isQuiet
  }

  let headState = ''
  function renderHead({ phase, older, olderCursor, expectsHistory }: View): void {
    const isEmpty = phase === 'ready' ? !olderCursor : phase === 'starting' && !expectsHistory
    const state = isEmpty ? 'none' : phase === 'ready' ? older : phase
    if (state === headState) return
    headState = state
    const failure = (text: string, retry: () => void) =>
      h('div', { class: 'failure', role: 'alert' }, h('p', {}, text), button({ class: 'plain' }, retry, words.tryAgain))
    if (state === 'failed' || state === 'locked')
      head.replaceChildren(
        phase === 'ready'
          ? failure(words.olderFailed, options.onOlder)
          : failure(words[phase === 'locked' ? phase : 'loadFailed'], options.onReload),
      )
    else if (state === 'starting' || state === 'loading') head.replaceChildren(skeleton(words.loading))
    else head.replaceChildren()
  }

  return {
    element: h('div', { class: 'conversation' }, log, jump),
    render,
    toEnd: scroller.toEnd,
    isAtEnd: scroller.isAtEnd,
    /** How many messages the visitor has not seen, at the button that leads to them. */
    setUnread: (unread: number) => {
      const label = unread > 0 ? words.newMessages(numbers.format(unread)) : words.newest
      setAttributes(jump, { 'aria-label': label, title: label })
      count.textContent = unread > 0 ? numbers.format(unread) : ''
    },
  }
}

const isOwn = (item: Item): item is Bubble => item.kind === 'bubble' && item.author === 'visitor'

/** In the shape of what comes: a few bubbles of both sides. */
function skeleton(label: string): HTMLElement {
  const bubbles = ['ai', 'visitor', 'ai'].map((side) => h('div', { class: `ghost ${side}` }))
  return h('div', { class: 'skeleton', role: 'img', 'aria-label': label }, ...bubbles)
}
