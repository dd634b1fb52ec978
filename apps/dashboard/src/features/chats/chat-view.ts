import type {
  ChatChange,
  ChatSummary,
  DurableEvent,
  FeedEntry,
  InboxEvent,
  Message,
  PassingEvent,
  RunningAnswer,
} from '@minichat/contracts'

/** What the screen knows about the open chat. Oldest message first. */
export type ChatView = {
  chat: ChatSummary
  messages: Message[]
  /** Who handled the chat and when that changed, oldest first. */
  changes: ChatChange[]
  olderCursor: string | null
  answer: RunningAnswer | null
  /** The answer that ended last: what still arrives of it is dropped. */
  endedAnswerId: string | null
  /** The number up to which every event is in here. */
  appliedSeq: number
  /** Something was missed: fetch the chat again. */
  hasGap: boolean
}

export type FetchedChat = Pick<ChatView, 'chat' | 'messages' | 'changes' | 'olderCursor' | 'answer'>

export const viewOf = (fetched: FetchedChat): ChatView => ({
  ...fetched,
  endedAnswerId: null,
  appliedSeq: fetched.chat.lastSeq,
  hasGap: false,
})

export const newerSummary = (a: ChatSummary, b: ChatSummary) => (b.lastSeq >= a.lastSeq ? b : a)

/** A fresh fetch over what was there: pages loaded earlier stay, unless there would be a hole before them. */
export function mergeFetched(old: ChatView | undefined, fetched: FetchedChat): ChatView {
  const fresh = viewOf(fetched)
  if (!old) return fresh
  if (old.appliedSeq > fresh.appliedSeq) return { ...old, hasGap: false }
  const known = new Set(old.messages.map(({ id }) => id))
  const joins = fresh.olderCursor === null || fresh.messages.some(({ id }) => known.has(id))
  const merged = joins
    ? {
        ...fresh,
        messages: union(old.messages, fresh.messages),
        changes: changesOf(old.changes, fresh.changes),
        olderCursor: old.olderCursor,
      }
    : fresh
  return { ...merged, endedAnswerId: old.endedAnswerId }
}

export const withOlder = (view: ChatView, older: Message[], olderCursor: string | null): ChatView => ({
  ...view,
  messages: union(older, view.messages),
  olderCursor,
})

export const withMessage = (view: ChatView, message: Message): ChatView => ({
  ...view,
  messages: union(view.messages, [message]),
})

export function applyFeedEntry(view: ChatView, { chat, event }: FeedEntry): ChatView {
  const next = { ...view, chat: newerSummary(view.chat, chat) }
  if (event.seq <= view.appliedSeq) return next
  if (event.seq > view.appliedSeq + 1) return { ...next, hasGap: true }
  return { ...applyDurable(next, event), appliedSeq: event.seq }
}

function applyDurable(view: ChatView, event: DurableEvent): ChatView {
  switch (event.type) {
    case 'message.created':
      return withMessage(event.message.author.kind === 'ai' ? withoutAnswer(view) : view, event.message)
    case 'chat.taken_over':
    case 'chat.handed_back':
    case 'chat.closed':
    case 'chat.person_requested':
      return withChange(view.answer && view.answer.epoch < event.state.epoch ? withoutAnswer(view) : view, event)
    case 'chat.read':
      return view
  }
}

const withChange = (view: ChatView, change: ChatChange): ChatView => ({
  ...view,
  changes: changesOf(view.changes, [change]),
})

const withoutAnswer = (view: ChatView): ChatView => ({
  ...view,
  answer: null,
  endedAnswerId: view.answer?.answerId ?? view.endedAnswerId,
})

export function applyPassing(view: ChatView, event: PassingEvent): ChatView {
  if (event.type === 'answer.ended')
    return view.answer?.answerId === event.answerId ? withoutAnswer(view) : { ...view, endedAnswerId: event.answerId }
  const isOver = event.answerId === view.endedAnswerId || event.epoch < view.chat.epoch
  const current = view.answer?.answerId === event.answerId ? view.answer : null
  if (isOver || (current && event.attempt < current.attempt)) return view
  const { answerId, attempt, epoch, text } = event
  if (event.type === 'answer.snapshot') return { ...view, answer: { answerId, attempt, epoch, text } }
  const before = current?.attempt === attempt ? current.text : ''
  if (event.offset > before.length) return { ...view, hasGap: true }
  const whole = before.slice(0, event.offset) + text + before.slice(event.offset + text.length)
  return { ...view, answer: { answerId, attempt, epoch, text: whole } }
}

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

function changesOf(a: ChatChange[], b: ChatChange[]): ChatChange[] {
  const bySeq = new Map([...a, ...b].map((change) => [change.seq, change]))
  return [...bySeq.values()].sort((x, y) => x.seq - y.seq)
}
