import type { ChatEvent, ChatState, PassingEvent, VisitorEvent } from '@minichat/contracts'
import { addMessage, changeMessage, mergeNotices, noticeOf } from './state-messages.ts'
import type { View } from './view.ts'

/** The view after an event; the same object where the event says nothing new. */
export function applyEvent(view: View, event: ChatEvent): View {
  if (event.type === 'reconnect') return view
  if (event.type === 'ready') return event.lastSeq > view.lastSeq ? { ...view, lastSeq: event.lastSeq } : view
  if (!('seq' in event)) return applyPassing(view, event)
  return event.seq <= view.lastSeq ? view : applyDurable({ ...view, lastSeq: event.seq }, event)
}

function applyDurable(view: View, event: VisitorEvent): View {
  switch (event.type) {
    case 'message.created':
      return addMessage(view, event.message)
    case 'message.edited':
    case 'message.removed':
      return changeMessage(view, event.message)
    case 'chat.person_requested':
    case 'chat.taken_over':
    case 'chat.handed_back':
    case 'chat.closed':
    case 'chat.reset':
    case 'chat.reopened':
    case 'chat.erased': {
      const notices = mergeNotices(view.notices, [noticeOf(event)])
      const isErased = event.type === 'chat.erased'
      const messages = isErased ? [] : view.messages
      const rating = isErased ? null : view.rating
      return { ...view, ...stateChange(view, event.state), notices, messages, rating }
    }
    case 'chat.marked':
      return { ...view, marks: event.marks }
    case 'chat.rated':
      return { ...view, rating: event.rating }
    // Who the visitor is and what they did is for members to see.
    case 'visitor.updated':
    case 'visitor.tracked':
    case 'chat.internal':
      return view
  }
  return ignore(event, view)
}

function applyPassing(view: View, event: PassingEvent): View {
  switch (event.type) {
    case 'answer.snapshot':
    case 'answer.delta':
    case 'answer.waiting':
    case 'answer.ended':
      return applyAnswer(view, event)
    case 'typing':
      return event.who === 'member' ? { ...view, typing: { name: event.name } } : view
    // Which members look at the chat, how far they have read, and where its visitor is, is for members.
    case 'looking':
    case 'seen':
    case 'whereabouts':
      return view
    case 'queue':
      return { ...view, place: event.place }
    case 'presence':
      return event.who === 'member' && event.online !== view.memberOnline
        ? { ...view, memberOnline: event.online }
        : view
  }
  return ignore(event, view)
}

/** A newer server may tell more than this panel knows of; here it does not compile while one of ours is left out. */
const ignore = (_event: never, view: View): View => view

/** Without the id and the number, which have places of their own here. */
export const stateOf = ({
  status,
  handledBy,
  memberId,
  memberName,
  epoch,
  personRequestedAt,
}: ChatState): ChatState => ({
  status,
  handledBy,
  memberId,
  memberName,
  epoch,
  personRequestedAt,
})

/** What a chat that changed hands makes of the rest: an answer for an older epoch is over. */
export function stateChange(view: View, chat: ChatState): Partial<View> {
  const { answer } = view
  return {
    chat: stateOf(chat),
    answer: answer && answer.epoch < chat.epoch ? { ...answer, ended: true } : answer,
    awaiting: view.awaiting && chat.handledBy === 'ai' && chat.status === 'open' && !chat.personRequestedAt,
    typing: chat.handledBy === 'member' ? view.typing : null,
  }
}

type AnswerEvent = Extract<PassingEvent, { type: `answer.${string}` }>

function applyAnswer(view: View, event: AnswerEvent): View {
  const { answer } = view
  const isSame = answer?.answerId === event.answerId
  const last = view.messages.at(-1)
  /** Its message may be faster than the last words of it that pass by. */
  const isStored = (text: string) => last?.author.kind === 'ai' && last.text === text
  if (event.type === 'answer.ended') {
    return isSame ? { ...view, answer: isStored(answer.text) ? null : { ...answer, ended: true } } : view
  }
  if (event.epoch < view.chat.epoch || (isSame && event.attempt < answer.attempt)) return view
  const { answerId, attempt, epoch } = event
  if (event.type === 'answer.snapshot') {
    if (!isSame && isStored(event.text)) return view
    return { ...view, awaiting: false, answer: { answerId, attempt, epoch, text: event.text, ended: false } }
  }
  const text = isSame && answer.attempt === attempt ? answer.text : ''
  if (event.type === 'answer.waiting')
    return { ...view, awaiting: false, answer: { answerId, attempt, epoch, text, ended: false, note: event.text } }
  // Something is missing in between: the next snapshot brings it.
  if (event.offset > text.length) return view
  const fresh = event.text.slice(text.length - event.offset)
  return { ...view, awaiting: false, answer: { answerId, attempt, epoch, text: text + fresh, ended: false } }
}
