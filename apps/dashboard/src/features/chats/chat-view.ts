import type {
  ChatAside,
  ChatChange,
  ChatSummary,
  DurableEvent,
  FeedEntry,
  InboxEvent,
  Message,
  Note,
  RunningAnswer,
  Tracked,
  VisitorProfile,
} from '@minichat/contracts'
import { applyPassing, type PassingState, quiet, withoutAnswer, withoutTyping } from './chat-passing.ts'

/** What the screen knows about the open chat. Oldest message first. */
export type ChatView = PassingState & {
  chat: ChatSummary
  messages: Message[]
  /** Who handled the chat and when that changed, oldest first. */
  changes: ChatChange[]
  /** What members did among themselves, and what they wrote for each other, oldest first. */
  asides: ChatAside[]
  notes: Note[]
  olderCursor: string | null
  visitor: VisitorProfile
  isVisitorBlocked: boolean
  /** What the page told last of what the visitor does, oldest first. */
  tracked: Tracked[]
  /** The number up to which every event is in here. */
  appliedSeq: number
}

export type FetchedChat = Pick<
  ChatView,
  'chat' | 'messages' | 'changes' | 'asides' | 'notes' | 'olderCursor' | 'visitor' | 'isVisitorBlocked' | 'tracked'
> & {
  answer: RunningAnswer | null
}

/** As many as the server gives. */
const trackedMax = 20

export const viewOf = (fetched: FetchedChat): ChatView => ({ ...quiet, ...fetched, appliedSeq: fetched.chat.lastSeq })

export const newerSummary = (a: ChatSummary, b: ChatSummary) => (b.lastSeq >= a.lastSeq ? b : a)

/** The visitor had the chat deleted: nothing of what was said is left. */
export const isErased = ({ changes }: Pick<ChatView, 'changes'>) => changes.some(({ type }) => type === 'chat.erased')

/** A fresh fetch over what was there: pages loaded earlier stay, unless there would be a hole before them. */
export function mergeFetched(old: ChatView | undefined, fetched: FetchedChat): ChatView {
  const fresh = viewOf(fetched)
  if (!old) return fresh
  if (old.appliedSeq > fresh.appliedSeq) return { ...old, hasGap: false }
  const known = new Set(old.messages.map(({ id }) => id))
  const joins = fresh.olderCursor === null || fresh.messages.some(({ id }) => known.has(id))
  const merged =
    joins && !isErased(fresh)
      ? {
          ...fresh,
          messages: union(old.messages, fresh.messages),
          changes: bySeq(old.changes, fresh.changes),
          asides: bySeq(old.asides, fresh.asides),
          olderCursor: old.olderCursor,
        }
      : fresh
  const { endedAnswerId, typing, lookers, readers, visitorOnline } = old
  return { ...merged, endedAnswerId, typing, lookers, readers, visitorOnline }
}

/** @param recent what came while the page was fetched: its messages may have changed since. */
export function withOlder(
  view: ChatView,
  older: Message[],
  olderCursor: string | null,
  recent: readonly InboxEvent[],
): ChatView {
  const changed = new Map<string, Message>()
  for (const event of recent)
    if (event.type === 'feed' && (event.event.type === 'message.edited' || event.event.type === 'message.removed'))
      changed.set(event.event.message.id, event.event.message)
  const page = older.map((message) => changed.get(message.id) ?? message)
  return { ...view, messages: union(page, view.messages), olderCursor }
}

/** Puts in a message that a call returned, unless its event has been here before. */
export const withMessage = (view: ChatView, message: Message): ChatView => ({
  ...view,
  messages: union([message], view.messages),
})

/** The same for a note, as it now is. */
export const withNote = (view: ChatView, note: Note): ChatView => ({ ...view, notes: bySeq(view.notes, [note]) })

/** A message as it now is. One that is not on screen stays where it is: on a page that is not loaded. */
export const withChangedMessage = (view: ChatView, message: Message): ChatView => ({
  ...view,
  messages: view.messages.map((one) => (one.id === message.id ? message : one)),
})

export function applyFeedEntry(view: ChatView, { chat, event }: FeedEntry): ChatView {
  const next = { ...view, chat: newerSummary(view.chat, chat) }
  if (event.seq <= view.appliedSeq) return next
  if (event.seq > view.appliedSeq + 1) return { ...next, hasGap: true }
  return { ...applyDurable(next, event), appliedSeq: event.seq }
}

/** Every type has its case: a new one in the contract does not compile. */
function applyDurable(view: ChatView, event: DurableEvent): ChatView {
  switch (event.type) {
    case 'message.created':
      return withCreated(view, event.message)
    case 'message.edited':
    case 'message.removed':
      return withChangedMessage(view, event.message)
    case 'chat.taken_over':
    case 'chat.handed_back':
    case 'chat.closed':
    case 'chat.reset':
    case 'chat.reopened':
    case 'chat.person_requested':
      return withChange(view, event)
    case 'chat.erased':
      return emptied(withChange(view, event))
    case 'chat.assigned':
    case 'chat.snoozed':
    case 'chat.overdue':
    case 'chat.labelled':
    case 'chat.spam_marked':
    case 'visitor.merged':
      return { ...view, asides: bySeq(view.asides, [event]) }
    case 'visitor.blocked':
      return { ...view, asides: bySeq(view.asides, [event]), isVisitorBlocked: event.isBlocked }
    case 'note.created':
    case 'note.removed':
      return withNote(view, event.note)
    case 'chat.marked':
    case 'chat.rated':
    case 'mention.read':
      // They came with the summary.
      return view
    case 'visitor.updated':
      return { ...view, visitor: event.visitor }
    case 'visitor.tracked':
      // What was erased since has no name any more.
      return event.name === '' ? view : { ...view, tracked: [...view.tracked, event].slice(-trackedMax) }
  }
}

const withCreated = (view: ChatView, message: Message): ChatView => ({
  ...withoutTyping(message.author.kind === 'ai' ? withoutAnswer(view) : view, message.author),
  messages: union(view.messages, [message]),
})

function withChange(view: ChatView, change: ChatChange): ChatView {
  const isOver = view.answer && view.answer.epoch < change.state.epoch
  return { ...(isOver ? withoutAnswer(view) : view), changes: bySeq(view.changes, [change]) }
}

const emptied = (view: ChatView): ChatView => ({
  ...view,
  messages: view.messages.map((message) => ({ ...message, state: 'removed', text: '', citations: [] })),
  notes: view.notes.map((note) => ({ ...note, text: '', mentions: [], isRemoved: true })),
  visitor: { id: view.visitor.id, name: null, email: null, phone: null, attributes: {}, verified: null },
  tracked: [],
})

/** What came while a fetch was under way, or before it: what is known already changes nothing. */
export function applyRecent(view: ChatView, recent: readonly InboxEvent[]): ChatView {
  return recent.reduce((current, event) => {
    if (event.type === 'feed' && event.chat.id === view.chat.id) return applyFeedEntry(current, event)
    if (event.type === 'passing' && event.chatId === view.chat.id) return applyPassing(current, event.event)
    return current
  }, view)
}

function union(a: Message[], b: Message[]): Message[] {
  const byId = new Map([...a, ...b].map((message) => [message.id, message]))
  return [...byId.values()].sort((x, y) => x.seq - y.seq)
}

/** Both lists in one; of two with the same number the second's. */
function bySeq<T extends { seq: number }>(a: T[], b: T[]): T[] {
  const all = new Map([...a, ...b].map((one) => [one.seq, one]))
  return [...all.values()].sort((x, y) => x.seq - y.seq)
}
