import type { ChatChange, Message } from '@minichat/contracts'
import type { Notice, Pending, View } from './view.ts'

/** By id, in the order of their numbers; of two the one in `others` stays. */
export function merge(some: Message[], others: Message[]): Message[] {
  const byId = new Map([...some, ...others].map((message) => [message.id, message]))
  return [...byId.values()].sort((a, b) => a.seq - b.seq)
}

export function addMessage(view: View, message: Message): View {
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
    typing: message.author.kind === 'member' ? null : view.typing,
  }
}

/** A message as it now is, where it is shown: one on a page that was not loaded yet comes with that page. */
export function changeMessage(view: View, message: Message): View {
  const shown = view.messages.find((other) => other.id === message.id)
  if (!shown || shown.state === 'removed') return view
  // What a call gave back may be older than what the stream has brought meanwhile.
  if ((shown.editedAt ?? '') > (message.editedAt ?? '')) return view
  const messages = view.messages.map((other) => (other === shown ? message : other))
  return { ...view, messages, awaiting: view.awaiting && message.state !== 'removed' }
}

export const noticeOf = ({ type, seq, state }: ChatChange): Notice => ({
  kind: type.slice('chat.'.length) as Notice['kind'],
  seq,
  name: state.memberName,
})

/** Each once, in the order of their numbers. */
export function mergeNotices(some: Notice[], others: Notice[]): Notice[] {
  const bySeq = new Map([...some, ...others].map((notice) => [notice.seq, notice]))
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

export const without = (pending: Pending[], clientMessageId: string) =>
  pending.filter((other) => other.clientMessageId !== clientMessageId)
