import type { ChatEvent, ChatState, Message, VisitorChat, VisitorSession } from '@minichat/contracts'
import { type Chapter, type Notice, newChat, type Pending, type Problem, type View } from './view.ts'

export type Action =
  | { type: 'starting' }
  | { type: 'session'; session: VisitorSession; forget: boolean }
  | { type: 'session-failed' }
  | { type: 'event'; event: ChatEvent }
  | { type: 'chat'; chat: VisitorChat }
  | { type: 'queued'; pending: Pending }
  | { type: 'retried'; clientMessageId: string }
  | { type: 'unsent'; clientMessageId: string; problem: Problem }
  | { type: 'stored'; message: Message }
  | { type: 'older'; messages: Message[]; cursor: string | null }
  | { type: 'older-state'; older: View['older'] }
  | { type: 'answer-gone'; answerId: string }
  | { type: 'waited' }
  | { type: 'network'; online?: boolean; disconnected?: boolean }
  | { type: 'person-problem'; problem: boolean }

/** The next view; the same object where nothing changed. */
export function reduce(view: View, action: Action): View {
  switch (action.type) {
    case 'starting':
      return { ...view, phase: 'starting' }
    case 'session':
      return applySession(view, action.session, action.forget)
    case 'session-failed':
      return { ...view, phase: 'failed' }
    case 'event':
      return applyEvent(view, action.event)
    case 'chat':
      // What comes by the stream is newer than an answer that was overtaken by it.
      return action.chat.lastSeq < view.lastSeq ? view : { ...view, ...stateChange(view, action.chat) }
    case 'queued':
      return { ...view, pending: [...without(view.pending, action.pending.clientMessageId), action.pending] }
    case 'retried':
      return withProblem(view, action.clientMessageId, null)
    case 'unsent':
      return withProblem(view, action.clientMessageId, action.problem)
    case 'stored':
      return addMessage(view, action.message)
    case 'older':
      return {
        ...view,
        messages: merge(action.messages, view.messages),
        olderCursor: action.cursor,
        older: 'idle',
      }
    case 'older-state':
      return { ...view, older: action.older }
    case 'answer-gone':
      return view.answer?.answerId === action.answerId && view.answer.ended ? { ...view, answer: null } : view
    case 'waited':
      return view.awaiting ? { ...view, awaiting: false } : view
    case 'network': {
      const { online = view.online, disconnected = view.disconnected } = action
      return { ...view, online, disconnected }
    }
    case 'person-problem':
      break
  }
  return { ...view, personProblem: action.problem }
}

function applySession(view: View, session: VisitorSession, forget: boolean): View {
  const { chat } = session
  const isSame = chat !== null && chat.id === view.chatId
  const shown: Chapter = { messages: view.messages, notices: view.notices }
  const keepsShown = !isSame && !forget && view.messages.length > 0
  const messages = isSame ? merge(view.messages, session.messages) : session.messages
  const sent = new Set(messages.map((message) => message.clientMessageId))
  return {
    ...view,
    phase: 'ready',
    past: forget ? [] : keepsShown ? [...view.past, closed(shown)] : view.past,
    chatId: chat?.id ?? null,
    chat: chat ? stateOf(chat) : newChat,
    messages,
    notices: isSame ? view.notices : noticesOf(chat, messages),
    pending: view.pending.filter((pending) => !sent.has(pending.clientMessageId)),
    // Who has scrolled up has older pages than the ones just given.
    olderCursor: isSame && view.messages.length > session.messages.length ? view.olderCursor : session.olderCursor,
    // Of the same chat the stream brings what came in between, lines and all.
    lastSeq: isSame ? view.lastSeq : (chat?.lastSeq ?? 0),
    answer: session.answer && { ...session.answer, ended: false },
    awaiting: false,
  }
}

/** The lines that can be told from a chat's state alone, where the events themselves are not at hand. */
function noticesOf(chat: VisitorChat | null, messages: Message[]): Notice[] {
  const notices: Notice[] = []
  const requestedAt = chat?.personRequestedAt
  if (requestedAt) {
    let seq = 0
    for (const message of messages) if (Date.parse(message.createdAt) <= Date.parse(requestedAt)) seq = message.seq
    notices.push({ kind: 'person_requested', seq, name: null })
  }
  if (chat?.status === 'closed') notices.push({ kind: 'closed', seq: chat.lastSeq, name: null })
  return notices
}

const closed = ({ messages, notices }: Chapter): Chapter => ({
  messages,
  notices: notices.some((notice) => notice.kind === 'closed')
    ? notices
    : [...notices, { kind: 'closed', seq: Number.MAX_SAFE_INTEGER, name: null }],
})

function applyEvent(view: View, event: ChatEvent): View {
  if (event.type === 'reconnect') return view
  if (event.type === 'ready') return event.lastSeq > view.lastSeq ? { ...view, lastSeq: event.lastSeq } : view
  if (!('seq' in event)) return applyAnswer(view, event)
  if (event.seq <= view.lastSeq) return view
  const next = { ...view, lastSeq: event.seq }
  if (event.type === 'message.created') return addMessage(next, event.message)
  if (event.type === 'chat.read') return next
  const kind = event.type.slice('chat.'.length) as Notice['kind']
  return { ...next, ...stateChange(next, event.state, { kind, seq: event.seq, name: event.state.memberName }) }
}

/** Without the id and the number, which have places of their own here. */
const stateOf = ({ status, handledBy, memberName, epoch, personRequestedAt }: ChatState): ChatState => ({
  status,
  handledBy,
  memberName,
  epoch,
  personRequestedAt,
})

/** What a chat that changed hands makes of the rest: an answer for an older epoch is over. */
function stateChange(view: View, chat: ChatState, notice?: Notice): Partial<View> {
  const told = notice ?? (chat.personRequestedAt ? requested(view) : undefined)
  const { answer } = view
  return {
    chat: stateOf(chat),
    notices: told ? addNotice(view.notices, told, view.chat) : view.notices,
    answer: answer && answer.epoch < chat.epoch ? { ...answer, ended: true } : answer,
    awaiting: view.awaiting && chat.handledBy === 'ai' && chat.status === 'open' && !chat.personRequestedAt,
    personProblem: false,
  }
}

const requested = (view: View): Notice => ({
  kind: 'person_requested',
  seq: Math.max(view.lastSeq, view.messages.at(-1)?.seq ?? 0),
  name: null,
})

function addNotice(notices: Notice[], notice: Notice, before: ChatState): Notice[] {
  // The answer to our own call and the event tell of the same request.
  const isKnown = notice.kind === 'person_requested' && before.personRequestedAt !== null
  return isKnown && notices.some((other) => other.kind === notice.kind) ? notices : [...notices, notice]
}

type AnswerEvent = Extract<ChatEvent, { type: `answer.${string}` }>

function applyAnswer(view: View, event: AnswerEvent): View {
  const { answer } = view
  const isSame = answer?.answerId === event.answerId
  if (event.type === 'answer.ended') return isSame ? { ...view, answer: { ...answer, ended: true } } : view
  if (event.epoch < view.chat.epoch || (isSame && event.attempt < answer.attempt)) return view
  const { answerId, attempt, epoch } = event
  if (event.type === 'answer.snapshot') {
    return { ...view, awaiting: false, answer: { answerId, attempt, epoch, text: event.text, ended: false } }
  }
  const text = isSame && answer.attempt === attempt ? answer.text : ''
  // Something is missing in between: the next snapshot brings it.
  if (event.offset > text.length) return view
  const fresh = event.text.slice(text.length - event.offset)
  return { ...view, awaiting: false, answer: { answerId, attempt, epoch, text: text + fresh, ended: false } }
}

function addMessage(view: View, message: Message): View {
  const isNew = !view.messages.some((other) => other.id === message.id)
  const isLast = isNew && message.seq > (view.messages.at(-1)?.seq ?? 0)
  const byVisitor = message.author.kind === 'visitor'
  return {
    ...view,
    chatId: message.chatId,
    messages: isNew ? merge(view.messages, [message]) : view.messages,
    pending: message.clientMessageId ? without(view.pending, message.clientMessageId) : view.pending,
    answer: byVisitor || !isNew ? view.answer : null,
    awaiting: isLast ? byVisitor && view.chat.handledBy === 'ai' && !view.chat.personRequestedAt : view.awaiting,
  }
}

/** By id, in the order of their numbers. */
function merge(some: Message[], others: Message[]): Message[] {
  const byId = new Map([...some, ...others].map((message) => [message.id, message]))
  return [...byId.values()].sort((a, b) => a.seq - b.seq)
}

const without = (pending: Pending[], clientMessageId: string) =>
  pending.filter((other) => other.clientMessageId !== clientMessageId)

function withProblem(view: View, clientMessageId: string, problem: Problem | null): View {
  const pending = view.pending.map((other) =>
    other.clientMessageId === clientMessageId ? { ...other, problem } : other,
  )
  return { ...view, pending }
}
