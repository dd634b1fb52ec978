import type { AuthorKind, ChatChange, ChatSummary, DurableEvent, FeedEntry, Message } from '@minichat/contracts'
import type { FetchedChat } from './chat-view.ts'

/** A chat as the server keeps it, small enough to hold in the head: what is fetched and what is told, at any moment. */
export class ChatModel {
  readonly messages: Message[] = []
  readonly changes: ChatChange[] = []
  readonly feed: FeedEntry[] = []
  summary: ChatSummary

  constructor(id: string, minute = 0) {
    this.summary = {
      id,
      widgetId: 'w',
      widgetName: 'Web site',
      visitor: { id: `v-${id}`, name: null },
      locale: 'en',
      pageUrl: null,
      status: 'open',
      handledBy: 'ai',
      memberName: null,
      epoch: 0,
      personRequestedAt: null,
      lastSeq: 0,
      memberReadSeq: 0,
      unreadCount: 0,
      lastMessage: null,
      createdAt: at(minute),
      updatedAt: at(minute),
    }
  }

  say(kind: AuthorKind, text: string, minute: number): this {
    const seq = this.summary.lastSeq + 1
    const message: Message = {
      id: `${this.summary.id}-${seq}`,
      chatId: this.summary.id,
      seq,
      author: { kind, name: kind === 'member' ? this.summary.memberName : null },
      text,
      clientMessageId: null,
      state: 'complete',
      citations: [],
      offersPerson: false,
      createdAt: at(minute),
    }
    this.messages.push(message)
    return this.tell(
      { type: 'message.created', seq, message },
      {
        lastMessage: { authorKind: kind, excerpt: text, createdAt: at(minute) },
        unreadCount: this.summary.unreadCount + (kind === 'visitor' ? 1 : 0),
        updatedAt: at(minute),
      },
    )
  }

  takeOver = (name: string, minute: number) =>
    this.change('chat.taken_over', { handledBy: 'member', memberName: name, personRequestedAt: null }, minute)
  handBack = (minute: number) => this.change('chat.handed_back', { handledBy: 'ai', memberName: null }, minute)
  askForPerson = (minute: number) => this.change('chat.person_requested', { personRequestedAt: at(minute) }, minute)
  close = (minute: number) => this.change('chat.closed', { status: 'closed' }, minute)

  read(): this {
    const memberReadSeq = this.summary.lastSeq
    const event: DurableEvent = { type: 'chat.read', seq: this.summary.lastSeq + 1, memberReadSeq }
    return this.tell(event, { memberReadSeq, unreadCount: 0 })
  }

  fetched(pageSize = 50): FetchedChat {
    const messages = this.messages.slice(-pageSize)
    const hasOlder = this.messages.length > pageSize
    const from = hasOlder ? (messages[0]?.seq ?? 0) : 0
    const changes = this.changes.filter(({ seq }) => seq >= from)
    return { chat: this.summary, messages, changes, olderCursor: hasOlder ? 'older' : null, answer: null }
  }

  private change(type: ChatChange['type'], part: Partial<ChatSummary>, minute: number) {
    const epoch = this.summary.epoch + (type === 'chat.person_requested' ? 0 : 1)
    const { status, handledBy, memberName, personRequestedAt } = { ...this.summary, ...part }
    const state = { status, handledBy, memberName, personRequestedAt, epoch }
    const event: ChatChange = { type, seq: this.summary.lastSeq + 1, state }
    this.changes.push(event)
    return this.tell(event, { ...state, updatedAt: at(minute) })
  }

  private tell(event: DurableEvent, part: Partial<ChatSummary>): this {
    this.summary = { ...this.summary, ...part, lastSeq: event.seq }
    this.feed.push({ type: 'feed', cursor: `${this.summary.id}.${event.seq}`, chat: this.summary, event })
    return this
  }
}

export const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString()
