import type { AuthorKind, Citation } from '@minichat/contracts'
import type { Chapter, Notice, Pending, View } from './view.ts'

export type Bubble = {
  kind: 'bubble'
  /** The same for a message while it waits and once it is stored. */
  key: string
  author: AuthorKind
  name: string | null
  text: string
  createdAt: string | null
  /** First and last of a group: one author, no long pause, nothing in between. */
  isFirst: boolean
  isLast: boolean
  /** Says who speaks where that changes, unless the header says it for all. */
  isNamed: boolean
  isRunning: boolean
  isInterrupted: boolean
  /** Of the visitor's newest messages only. */
  delivery: 'sent' | 'pending' | null
  unsent: Pending | null
  citations: Citation[]
  offersPerson: boolean
}

export type Line = { kind: 'line'; key: string; notice: Notice }
export type Dots = { kind: 'dots'; key: string }
export type Item = Bubble | Line | Dots

const groupPauseMs = 5 * 60_000
const plain = {
  kind: 'bubble',
  name: null,
  isFirst: false,
  isLast: false,
  isNamed: false,
  isRunning: false,
  isInterrupted: false,
  delivery: null,
  unsent: null,
  offersPerson: false,
} as const

/** What the visitor sees, from top to bottom. Pure: the same view gives the same items. */
export function timelineOf(view: View, greeting: string): Item[] {
  const items: Item[] = []
  const isComplete = view.phase === 'ready' ? !view.olderCursor : !view.expectsHistory
  if (greeting && isComplete) items.push(bubble('greeting', 'ai', greeting, null))
  view.past.forEach((chapter, at) => {
    items.push(...itemsOf(chapter, `past${at}:`))
  })
  items.push(...itemsOf(view, ''))
  for (const pending of view.pending) {
    const { clientMessageId, text, createdAt } = pending
    const unsent = pending.problem ? pending : null
    items.push({ ...bubble(clientMessageId, 'visitor', text, createdAt), delivery: 'pending', unsent })
  }
  if (view.answer?.text) {
    const { answerId, text } = view.answer
    items.push({ ...bubble(answerId, 'ai', text, null), isRunning: true })
  } else if (view.answer || view.awaiting) items.push({ kind: 'dots', key: 'dots' })
  finish(items, view)
  return items
}

const bubble = (key: string, author: AuthorKind, text: string, createdAt: string | null): Bubble => ({
  ...plain,
  key,
  author,
  text,
  createdAt,
  citations: [],
})

function itemsOf({ messages, notices }: Chapter, prefix: string): Item[] {
  const lines = [...notices].sort((a, b) => a.seq - b.seq)
  const items: Item[] = []
  const addLines = (before: number) => {
    while (lines[0] && lines[0].seq < before) {
      const [notice] = lines.splice(0, 1) as [Notice]
      items.push({ kind: 'line', key: `${prefix}${notice.kind}${notice.seq}`, notice })
    }
  }
  for (const message of messages) {
    addLines(message.seq)
    items.push({
      ...bubble(prefix + (message.clientMessageId ?? message.id), message.author.kind, message.text, message.createdAt),
      name: message.author.name,
      isInterrupted: message.state === 'interrupted',
      citations: message.citations,
      offersPerson: message.offersPerson,
    })
  }
  addLines(Number.POSITIVE_INFINITY)
  return items
}

/** What depends on the neighbours: groups, names, the newest delivery, the one offer of a person. */
function finish(items: Item[], view: View): void {
  let speaker = ''
  let newest: Bubble | undefined
  const needsNames = !isWithAiAlone(view) || items.some((item) => item.kind === 'bubble' && item.author === 'member')
  for (const [at, item] of items.entries()) {
    if (item.kind !== 'bubble') continue
    const before = items[at - 1]
    const after = items[at + 1]
    item.isFirst = !(before?.kind === 'bubble' && isOneGroup(before, item))
    item.isLast = !(after?.kind === 'bubble' && isOneGroup(item, after))
    if (item.author === 'visitor') {
      newest = item
      continue
    }
    const who = `${item.author}${item.name}`
    item.isNamed = needsNames && who !== speaker
    speaker = who
  }
  if (newest && !newest.delivery) newest.delivery = 'sent'
  const offers = items.filter((item) => item.kind === 'bubble' && item.offersPerson) as Bubble[]
  const isWanted = isWithAiAlone(view)
  // An offer is there as long as nothing was said after it.
  for (const offer of offers) offer.offersPerson = isWanted && items.at(-1) === offer
}

function isOneGroup(before: Bubble, after: Bubble): boolean {
  if (before.author !== after.author || before.name !== after.name) return false
  if (!before.createdAt || !after.createdAt) return true
  return Date.parse(after.createdAt) - Date.parse(before.createdAt) < groupPauseMs
}

/** Until somebody is asked for or has come. So long the header calls the one who answers an AI, and the bubbles need not. */
export const isWithAiAlone = ({ chat }: View): boolean =>
  chat.status === 'open' && chat.handledBy === 'ai' && chat.personRequestedAt === null

/** The newest message offers a person itself, so the header need not. */
export const endsWithOffer = (items: Item[]): boolean => {
  const last = items.at(-1)
  return last?.kind === 'bubble' && last.offersPerson
}
