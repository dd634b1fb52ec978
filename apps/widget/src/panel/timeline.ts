import type { AuthorKind, Message } from '@minichat/contracts'
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
  /** Of the visitor's newest message only. */
  delivery: Delivery | null
  unsent: Pending | null
  /** The stored one; null while it waits or is written, and for the greeting. */
  message: Message | null
  offersPerson: boolean
  /** The newest answer of the AI, with nothing said after it. */
  canAnswerAgain: boolean
}

export type Delivery = 'pending' | 'sent' | 'delivered' | 'read'
export type Line = { kind: 'line'; key: string; notice: Notice }
/** Somebody is writing: the AI, or a member by name. `note` says why it takes long. */
export type Dots = {
  kind: 'dots'
  key: string
  author: 'ai' | 'member'
  name: string | null
  note?: string | undefined
}
export type Day = { kind: 'day'; key: string; date: string }
export type Item = Bubble | Line | Dots | Day

const groupPauseMs = 5 * 60_000
const plain = {
  kind: 'bubble',
  name: null,
  isFirst: false,
  isLast: false,
  isNamed: false,
  isRunning: false,
  delivery: null,
  unsent: null,
  message: null,
  offersPerson: false,
  canAnswerAgain: false,
} as const

/** What the visitor sees, from top to bottom. Pure: the same view gives the same items. */
export function timelineOf(view: View, greeting: string, now = new Date()): Item[] {
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
    items.push({ ...bubble(clientMessageId, 'visitor', text, createdAt), unsent })
  }
  if (view.answer?.text) {
    const { answerId, text } = view.answer
    items.push({ ...bubble(answerId, 'ai', text, null), isRunning: true })
  } else if (view.answer || view.awaiting)
    items.push({ kind: 'dots', key: 'dots', author: 'ai', name: null, note: view.answer?.note })
  if (view.typing) items.push({ kind: 'dots', key: 'typing', author: 'member', name: view.typing.name })
  const dated = withDays(items, now)
  finish(dated, view)
  return dated
}

const bubble = (key: string, author: AuthorKind, text: string, createdAt: string | null): Bubble => ({
  ...plain,
  key,
  author,
  text,
  createdAt,
})

/** A line before the first message of each day; none where all of it is of today. */
function withDays(items: Item[], now: Date): Item[] {
  let day = now.toDateString()
  return items.flatMap((item, at): Item[] => {
    const date = item.kind === 'bubble' && item.createdAt ? new Date(item.createdAt) : null
    if (!date || date.toDateString() === day) return [item]
    day = date.toDateString()
    return [{ kind: 'day', key: `day${at}`, date: date.toISOString() }, item]
  })
}

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
    // Another answer stands in its place.
    if (message.state === 'replaced') continue
    items.push({
      ...bubble(prefix + (message.clientMessageId ?? message.id), message.author.kind, message.text, message.createdAt),
      name: message.author.name,
      message,
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
  if (newest && !newest.unsent) newest.delivery = deliveryOf(newest.message, view)
  const last = items.at(-1)
  if (last?.kind === 'bubble') last.canAnswerAgain = isAnswerable(last, view)
  const offers = items.filter((item) => item.kind === 'bubble' && item.offersPerson) as Bubble[]
  const isWanted = isWithAiAlone(view)
  // An offer is there as long as nothing was said after it.
  for (const offer of offers) offer.offersPerson = isWanted && last === offer
}

function deliveryOf(message: Message | null, { marks }: View): Delivery | null {
  if (!message) return 'pending'
  if (message.state === 'removed') return null
  if (message.seq <= marks.memberReadSeq) return 'read'
  return message.seq <= marks.memberDeliveredSeq ? 'delivered' : 'sent'
}

const isAnswerable = ({ author, message }: Bubble, { chat }: View): boolean =>
  author === 'ai' && message !== null && chat.status === 'open' && chat.handledBy === 'ai'

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
