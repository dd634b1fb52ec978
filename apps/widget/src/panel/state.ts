import type { ChatChange, ChatEvent, ChatState, Message, VisitorChat, VisitorSession } from '@minichat/contracts'
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
    notices: mergeNotices(isSame ? view.notices : [], session.changes.map(noticeOf)),
    pending: view.pending.filter((pending) => !sent.has(pending.clientMessageId)),
    // Who has scrolled up has older pages than the ones just given.
    olderCursor: isSame && view.messages.length > session.messages.length ? view.olderCursor : session.olderCursor,
    // Of the same chat the stream brings what came in between; what is here already changes nothing.
    lastSeq: isSame ? view.lastSeq : (chat?.lastSeq ?? 0),
    answer: session.answer && { ...session.answer, ended: false },
    awaiting: false,
  }
}

const noticeOf = ({ type, seq, state }: ChatChange): Notice => ({
  kind: type.slice('chat.'.length) as Notice['kind'],
  seq,
  name: state.memberName,
})

/** Each once, in the order of their numbers. */
function mergeNotices(some: Notice[], others: Notice[]): Notice[] {
  const bySeq = new Map([...some, ...others].map((notice) => [notice.seq, notice]))
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
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
  return { ...next, ...stateChange(next, event.state), notices: mergeNotices(view.notices, [noticeOf(event)]) }
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
function stateChange(view: View, chat: ChatState): Partial<View> {
  const { answer } = view
  return {
    chat: stateOf(chat),
    answer: answer && answer.epoch < chat.epoch ? { ...answer, ended: true } : answer,
    awaiting: view.awaiting && chat.handledBy === 'ai' && chat.status === 'open' && !chat.personRequestedAt,
    personProblem: false,
  }
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
