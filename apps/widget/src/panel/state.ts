import type { ChatEvent, Message, VisitorChat, VisitorSession } from '@minichat/contracts'
import { applyEvent, stateChange, stateOf } from './state-events.ts'
import { addMessage, changeMessage, merge, mergeNotices, noticeOf, without } from './state-messages.ts'
import { type Chapter, emptyView, newChat, newMarks, type Pending, type Problem, type View } from './view.ts'

export type Action =
  | { type: 'starting' }
  | { type: 'session'; session: VisitorSession; forget: boolean }
  /** `locked`: the site has to prove first who the visitor is. Nothing of theirs is shown until then. */
  | { type: 'session-failed'; locked?: boolean | undefined }
  /** The visitor is somebody else now. */
  | { type: 'forgotten' }
  | { type: 'event'; event: ChatEvent }
  | { type: 'chat'; chat: VisitorChat & Pick<VisitorSession, 'backAt'> }
  | { type: 'queued'; pending: Pending }
  | { type: 'retried'; clientMessageId: string }
  | { type: 'unsent'; clientMessageId: string; problem: Problem }
  | { type: 'stored'; message: Message }
  | { type: 'changed'; message: Message }
  | { type: 'older'; messages: Message[]; cursor: string | null }
  | { type: 'older-state'; older: View['older'] }
  | { type: 'answer-gone'; answerId: string }
  | { type: 'awaiting'; awaiting: boolean }
  | { type: 'typing-over' }
  | { type: 'network'; online?: boolean; disconnected?: boolean }

/** The next view; the same object where nothing changed. */
export function reduce(view: View, action: Action): View {
  switch (action.type) {
    case 'starting':
      return { ...view, phase: 'starting' }
    case 'session':
      return applySession(view, action.session, action.forget)
    case 'session-failed':
      return action.locked ? { ...forgotten(view), phase: 'locked' } : { ...view, phase: 'failed' }
    case 'forgotten':
      return forgotten(view)
    case 'event':
      return applyEvent(view, action.event)
    case 'chat':
      // What comes by the stream is newer than an answer that was overtaken by it.
      return {
        ...view,
        backAt: action.chat.backAt,
        ...(action.chat.lastSeq >= view.lastSeq && stateChange(view, action.chat)),
      }
    case 'queued':
      return { ...view, pending: [...without(view.pending, action.pending.clientMessageId), action.pending] }
    case 'retried':
      return withProblem(view, action.clientMessageId, null)
    case 'unsent':
      return withProblem(view, action.clientMessageId, action.problem)
    case 'stored':
      return addMessage(view, action.message)
    case 'changed':
      return changeMessage(view, action.message)
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
    case 'awaiting':
      return view.awaiting === action.awaiting ? view : { ...view, awaiting: action.awaiting }
    case 'typing-over':
      return view.typing ? { ...view, typing: null } : view
    case 'network':
      break
  }
  const { online = view.online, disconnected = view.disconnected } = action
  return { ...view, online, disconnected }
}

const forgotten = ({ online, disconnected }: View): View => ({ ...emptyView, online, disconnected })

function applySession(view: View, session: VisitorSession, forget: boolean): View {
  const { chat } = session
  const isSame = chat !== null && chat.id === view.chatId
  // A stream that was faster knows better.
  const isOld = isSame && chat.lastSeq < view.lastSeq
  const shown: Chapter = { messages: view.messages, notices: view.notices }
  const keepsShown = !isSame && !forget && view.messages.length > 0
  const isErased = session.changes.some(({ type }) => type === 'chat.erased')
  const fresh = isErased ? [] : session.messages
  const messages = isOld ? merge(fresh, view.messages) : isSame ? merge(view.messages, fresh) : fresh
  const sent = new Set(messages.map((message) => message.clientMessageId))
  return {
    ...view,
    phase: 'ready',
    past: forget ? [] : keepsShown ? [...view.past, closed(shown)] : view.past,
    chatId: chat?.id ?? null,
    chat: isOld ? view.chat : chat ? stateOf(chat) : newChat,
    marks: isOld ? view.marks : (chat?.marks ?? newMarks),
    rating: isOld ? view.rating : (chat?.rating ?? null),
    messages: isErased ? [] : messages,
    notices: mergeNotices(isSame ? view.notices : [], session.changes.map(noticeOf)),
    pending: view.pending.filter((pending) => !sent.has(pending.clientMessageId)),
    // Who has scrolled up has older pages than the ones just given.
    olderCursor: isSame && view.messages.length > session.messages.length ? view.olderCursor : session.olderCursor,
    // Of the same chat the stream brings what came in between; what is here already changes nothing.
    lastSeq: isSame ? view.lastSeq : (chat?.lastSeq ?? 0),
    answer: session.answer && { ...session.answer, ended: false },
    awaiting: false,
    typing: null,
    memberOnline: session.memberOnline,
    backAt: session.backAt,
    place: isSame ? view.place : null,
  }
}

const closed = ({ messages, notices }: Chapter): Chapter => ({
  messages,
  notices: notices.some(({ kind }) => kind === 'closed' || kind === 'reset' || kind === 'erased')
    ? notices
    : [...notices, { kind: 'closed', seq: Number.MAX_SAFE_INTEGER, name: null }],
})

function withProblem(view: View, clientMessageId: string, problem: Problem | null): View {
  const pending = view.pending.map((other) =>
    other.clientMessageId === clientMessageId ? { ...other, problem } : other,
  )
  return { ...view, pending }
}
