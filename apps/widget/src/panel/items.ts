import type { Citation } from '@minichat/contracts'
import { button, h } from './dom.ts'
import { draw } from './icons.ts'
import { settleEnd } from './markdown.ts'
import { externalLink, showMarkdown, showPlain } from './markdown-view.ts'
import { safeSource } from './safe-url.ts'
import type { Texts } from './texts.ts'
import type { Times } from './time.ts'
import type { Bubble, Item } from './timeline.ts'
import type { Notice } from './view.ts'

export type ItemContext = {
  words: Texts
  times: Times
  base: string
  isOnline: () => boolean
  onRetry: (clientMessageId: string) => void
  onPerson: () => void
  onStartNew: () => void
}

const thaiLetters = /[\u0e00-\u0e7f]/

/** The node of one item. */
export function itemNode(item: Item, context: ItemContext): HTMLElement {
  if (item.kind === 'bubble') return bubbleNode(item, context)
  if (item.kind === 'line') return h('div', { class: 'line' }, lineText(item.notice, context.words))
  const dots = h('div', { class: 'bubble dots', role: 'img', 'aria-label': context.words.thinking })
  for (let at = 0; at < 3; at += 1) dots.append(h('span'))
  return h('div', { class: 'item ai first last', 'aria-live': 'off' }, dots)
}

/** Goes on with the text of an answer in its node: nothing else of it changes while it is written. */
export function updateRunning(node: HTMLElement, item: Bubble): void {
  const body = node.querySelector<HTMLElement>('.bubble')
  if (body) showText(body, item)
}

function bubbleNode(item: Bubble, context: ItemContext): HTMLElement {
  const { words } = context
  const body = h('div', { class: 'bubble' })
  showText(body, item)
  const classes = ['item', item.author, item.isFirst && 'first', item.isLast && 'last', item.unsent && 'unsent']
  return h(
    'div',
    // A running answer is not read out word by word; the stored message that takes its place is.
    { class: classes.filter(Boolean).join(' '), 'aria-live': item.isRunning ? 'off' : null },
    // Where side and colour tell who speaks, it is still said to those who do not see them.
    item.isFirst && h('div', { class: item.isNamed ? 'name' : 'unseen' }, speaker(item, words)),
    body,
    item.isInterrupted && h('div', { class: 'meta' }, words.interrupted),
    item.citations.length > 0 && sourcesNode(item.citations, context),
    item.offersPerson && button({ class: 'offer' }, context.onPerson, draw('person', 18), words.talkToPerson),
    item.isLast && metaNode(item, context),
  )
}

function speaker({ author, name }: Bubble, words: Texts): string {
  if (author === 'visitor') return words.you
  return author === 'ai' ? words.ai : (name ?? words.team)
}

function showText(body: HTMLElement, item: Bubble): void {
  if (thaiLetters.test(item.text)) body.lang = 'th'
  if (item.author === 'ai') showMarkdown(body, item.isRunning || item.isInterrupted ? settleEnd(item.text) : item.text)
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

function metaNode(item: Bubble, { words, times, isOnline, onRetry, onStartNew }: ItemContext): HTMLElement | null {
  const { unsent } = item
  if (unsent) {
    const again = button({ class: 'link' }, () => onRetry(unsent.clientMessageId), words.tryAgain)
    const isFull = unsent.problem === 'SESSION_FULL'
    return h(
      'div',
      { class: 'meta danger' },
      draw('alert', 16),
      (unsent.problem && words.problems[unsent.problem]) ?? words.unsent,
      isFull ? button({ class: 'link' }, onStartNew, words.startNew) : again,
    )
  }
  if (!item.createdAt) return null
  const pending = isOnline() ? words.sending : words.queued
  const delivery = item.delivery && h('span', {}, item.delivery === 'sent' ? words.sent : pending)
  return h('div', { class: 'meta' }, times(item.createdAt), delivery)
}

function lineText({ kind, name }: Notice, words: Texts): string {
  switch (kind) {
    case 'person_requested':
      return words.personRequested
    case 'taken_over':
      return words.joined(name ?? words.team)
    case 'handed_back':
      return words.handedBack
    case 'closed':
      break
  }
  return words.ended
}
