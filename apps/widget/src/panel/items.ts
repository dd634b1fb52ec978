import type { Citation, Rating } from '@minichat/contracts'
import { button, h } from './dom.ts'
import { draw, type IconName } from './icons.ts'
import { settleEnd } from './markdown.ts'
import { externalLink, showMarkdown, showPlain } from './markdown-view.ts'
import { safeSource } from './safe-url.ts'
import type { Texts } from './texts.ts'
import type { Times } from './time.ts'
import type { Bubble, Delivery, Dots, Item } from './timeline.ts'
import type { Notice } from './view.ts'

export type ItemContext = {
  words: Texts
  times: Times
  base: string
  isOnline: () => boolean
  onRetry: (clientMessageId: string) => void
  onPerson: () => void
  /** One of what the answer offers to say next. */
  onReply: (text: string) => void
  onStartNew: () => void
  /**
   * What can be done with a stored message, shown at the button.
   * @param rating whether the answer helped; null: what was said of it is taken back.
   */
  onActions: (anchor: HTMLElement, item: Bubble, rating?: Rating | null) => void
  onCopyCode: (text: string) => void
}

const thaiLetters = /[\u0e00-\u0e7f]/
/** The node of one item. */
export function itemNode(item: Item, context: ItemContext): HTMLElement {
  const { words, times } = context
  switch (item.kind) {
    case 'bubble':
      return bubbleNode(item, context)
    case 'line':
      return h('div', { class: 'line' }, lineText(item.notice, words))
    case 'day':
      return h('div', { class: 'day' }, times.day(new Date(item.date), new Date()))
    case 'dots':
      break
  }
  return dotsNode(item, words)
}

function dotsNode({ author, name, note }: Dots, words: Texts): HTMLElement {
  const label = note ?? words.isWriting(author === 'ai' ? words.ai : (name ?? words.team))
  const dots = h('div', { class: 'bubble dots', role: 'img', 'aria-label': label }, h('span'), h('span'), h('span'))
  const who = (note || author === 'member') && h('div', { class: 'name' }, label)
  return h('div', { class: `item ${author} first last`, 'aria-live': 'off' }, who, dots)
}

/** Goes on with what changes of an item while it stays: the text of an answer being written, how far a message got. */
export function updateItem(node: HTMLElement, item: Bubble, context: ItemContext): void {
  const body = node.querySelector<HTMLElement>('.bubble')
  if (body && item.isRunning) showText(body, item, context)
  const delivery = node.querySelector<HTMLElement>('.delivery')
  if (!delivery || !item.delivery) return
  const text = deliveryText(item.delivery, context.words, context.isOnline())
  if (delivery.textContent !== text) delivery.replaceWith(deliveryNode(item, context))
}

function bubbleNode(item: Bubble, context: ItemContext): HTMLElement {
  const { words } = context
  const { message } = item
  const isRemoved = message?.state === 'removed'
  const body = h('div', { class: 'bubble', dir: 'auto' })
  if (isRemoved) body.append(words.removed)
  else showText(body, item, context)
  const classes = ['item', item.author, item.isFirst && 'first', item.isLast && 'last']
  const isQuiet = item.isRunning || item.author === 'visitor'
  return h(
    'div',
    {
      class: [...classes, item.unsent && 'unsent', isRemoved && 'removed'].filter(Boolean).join(' '),
      // A running answer is not read out word by word; the stored message that takes its place is. Nor is what the
      // visitor has just written.
      'aria-live': isQuiet ? 'off' : null,
    },
    // Where side and colour tell who speaks, it is still said to those who do not see them.
    item.isFirst && h('div', { class: item.isNamed ? 'name' : 'unseen' }, speaker(item, words)),
    h('div', { class: 'row' }, body, message && !isRemoved && actionsNode(item, context)),
    message && message.citations.length > 0 && sourcesNode(message.citations, context),
    item.offersPerson && button({ class: 'offer' }, context.onPerson, draw('person', 18), words.talkToPerson),
    ...(item.canAnswerAgain ? (message?.quickReplies ?? []) : []).map((text) =>
      button({ class: 'offer' }, () => context.onReply(text), text),
    ),
    metaNode(item, context),
  )
}

const actionsNode = (item: Bubble, { words, onActions }: ItemContext) =>
  act('more', words.messageMenu, (open) => onActions(open, item), { 'aria-haspopup': 'menu' })

/** Whether the answer helped. What people sent has another key than its id, and so have answers of an earlier chat. */
const rateNodes = (item: Bubble, { words, onActions }: ItemContext): HTMLElement[] =>
  item.message?.id !== item.key
    ? []
    : (['up', 'down'] as const).map((value) => {
        const isSaid = item.message?.rating === value
        const onClick = (node: HTMLElement) => onActions(node, item, isSaid ? null : value)
        return act(value, words[value], onClick, { 'aria-pressed': String(isSaid) })
      })

function act(icon: IconName, label: string, onClick: (node: HTMLElement) => void, more: Record<string, string>) {
  const attributes = { class: 'act', 'aria-label': label, title: label, ...more }
  const node = button(attributes, () => onClick(node), draw(icon, 18))
  return node
}

function speaker({ author, name }: Bubble, words: Texts): string {
  if (author === 'visitor') return words.you
  return author === 'ai' ? words.ai : (name ?? words.team)
}

function showText(body: HTMLElement, item: Bubble, { words, onCopyCode }: ItemContext): void {
  if (thaiLetters.test(item.text)) body.lang = 'th'
  const isCut = item.isRunning || item.message?.state === 'interrupted' || item.message?.state === 'stopped'
  const code = { label: words.copyCode, onCopy: onCopyCode }
  if (item.author === 'ai') showMarkdown(body, isCut ? settleEnd(item.text) : item.text, code)
  else showPlain(body, item.text)
}

function sourcesNode(citations: Citation[], { words, base }: ItemContext): HTMLElement {
  const items = citations.map((citation) => {
    const href = safeSource(citation.url, base)
    const title = `${citation.number} ${citation.title}`
    const node = href ? externalLink(href, title) : h('span', {}, title)
    if (citation.quote) node.title = citation.quote
    return h('li', {}, node)
  })
  return h('ul', { class: 'sources', 'aria-label': words.sources }, ...items)
}

function metaNode(item: Bubble, context: ItemContext): HTMLElement | null {
  const { words, times, onRetry, onStartNew } = context
  const { unsent, message } = item
  if (unsent) {
    const again = button({ class: 'link' }, () => onRetry(unsent.clientMessageId), words.tryAgain)
    const isFull = unsent.problem === 'SESSION_FULL'
    return h(
      'div',
      { class: 'meta danger' },
      draw('alert', 16),
      h('span', {}, (unsent.problem && words.problems[unsent.problem]) ?? words.unsent),
      isFull ? button({ class: 'link' }, onStartNew, words.startNew) : again,
    )
  }
  const isEdited = message !== null && message.state !== 'removed' && message.author.kind !== 'ai' && !!message.editedAt
  const isCut = message?.state === 'stopped' || message?.state === 'interrupted'
  if (!item.createdAt || !(item.isLast || isEdited || isCut || item.delivery)) return null
  const note = isCut ? words[message.state as 'stopped' | 'interrupted'] : isEdited && words.edited
  const noted = note && h('span', {}, note)
  return h(
    'div',
    { class: 'meta' },
    // Before the time, which grows when it is pointed at: what is pressed stays under the finger.
    ...rateNodes(item, context),
    times.node(item.createdAt),
    noted,
    item.delivery && deliveryNode(item, context),
  )
}

/** How far the newest message of the visitor got, by drawing and word. */
function deliveryNode({ delivery }: Bubble, { words, isOnline }: ItemContext): HTMLElement {
  const state = delivery ?? 'sent'
  const text = deliveryText(state, words, isOnline())
  return h(
    'span',
    { class: `delivery ${state}` },
    draw(state === 'pending' ? 'clock' : state === 'sent' ? 'check' : 'checks', 14),
    h('span', {}, text),
  )
}

export function deliveryText(delivery: Delivery, words: Texts, isOnline: boolean): string {
  return delivery === 'pending' ? (isOnline ? words.sending : words.queued) : words[delivery]
}

const lineText = ({ kind, name }: Notice, words: Texts): string =>
  kind === 'taken_over' ? words.joined(name ?? words.team) : words[kind]
