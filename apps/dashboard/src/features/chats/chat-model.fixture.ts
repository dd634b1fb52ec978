import type {
  AuthorKind,
  ChatAside,
  ChatChange,
  ChatSummary,
  DurableEvent,
  FeedEntry,
  Marks,
  Message,
  Note,
  Teammate,
  Tracked,
  VisitorProfile,
} from '@minichat/contracts'
import type { FetchedChat } from './chat-view.ts'

/** A chat as the server keeps it, small enough to hold in the head: what is fetched and what is told, at any moment. */
export class ChatModel {
  readonly messages: Message[] = []
  readonly changes: ChatChange[] = []
  readonly asides: ChatAside[] = []
  notes: Note[] = []
  isVisitorBlocked = false
  readonly feed: FeedEntry[] = []
  tracked: Tracked[] = []
  visitor: VisitorProfile
  summary: ChatSummary

  constructor(id: string, minute = 0) {
    this.visitor = { id: `v-${id}`, name: null, email: null, phone: null, attributes: {}, verified: null }
    this.summary = {
      id,
      widgetId: 'w',
      widgetName: 'Web site',
      visitor: { id: `v-${id}`, name: null, email: null, isVerified: false },
      locale: 'en',
      pageUrl: null,
      status: 'open',
      handledBy: 'ai',
      memberId: null,
      memberName: null,
      assignee: null,
      waitingSince: null,
      snoozedUntil: null,
      isSpam: false,
      labelIds: [],
      mentions: [],
      epoch: 0,
      personRequestedAt: null,
      lastSeq: 0,
      marks: { visitorDeliveredSeq: 0, visitorReadSeq: 0, memberDeliveredSeq: 0, memberReadSeq: 0 },
      unreadCount: 0,
      lastMessage: null,
      rating: null,
      ratingComment: null,
      createdAt: at(minute),
      updatedAt: at(minute),
    }
  }

  say(kind: AuthorKind, text: string, minute: number, memberId = 'mali'): this {
    const seq = this.summary.lastSeq + 1
    const isMember = kind === 'member'
    const message: Message = {
      id: `${this.summary.id}-${seq}`,
      chatId: this.summary.id,
      seq,
      author: { kind, id: isMember ? memberId : null, name: isMember ? this.summary.memberName : null },
      text,
      clientMessageId: null,
      state: 'complete',
      answersSeq: null,
      editedAt: null,
      citations: [],
      offersPerson: false,
      quickReplies: [],
      rating: null,
      ratingReason: null,
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

  /** @param index of the message, wrapping around; nothing happens while there is none */
  edit = (index: number, text: string, minute: number) =>
    this.rewrite('message.edited', index, { text, editedAt: at(minute) })
  remove = (index: number) => this.rewrite('message.removed', index, { text: '', state: 'removed', citations: [] })

  takeOver = (name: string, minute: number) =>
    this.change('chat.taken_over', { handledBy: 'member', memberName: name, personRequestedAt: null }, minute)
  handBack = (minute: number) => this.change('chat.handed_back', { handledBy: 'ai', memberName: null }, minute)
  askForPerson = (minute: number) => this.change('chat.person_requested', { personRequestedAt: at(minute) }, minute)
  close = (minute: number) => this.change('chat.closed', { status: 'closed' }, minute)
  reset = (minute: number) => this.change('chat.reset', { status: 'closed' }, minute)
  reopen = (name: string, minute: number) =>
    this.change('chat.reopened', { status: 'open', handledBy: 'member', memberName: name }, minute)

  erase(minute: number): this {
    for (const [index, message] of this.messages.entries())
      this.messages[index] = { ...message, text: '', state: 'removed', citations: [] }
    this.tracked = []
    this.notes = this.notes.map((note) => ({ ...note, text: '', mentions: [], isRemoved: true }))
    const { id } = this.visitor
    this.visitor = { id, name: null, email: null, phone: null, attributes: {}, verified: null }
    return this.change('chat.erased', { status: 'closed', lastMessage: null }, minute)
  }

  mark(change: Partial<Marks>): this {
    const marks = { ...this.summary.marks, ...change }
    return this.tell({ type: 'chat.marked', seq: this.summary.lastSeq + 1, marks }, { marks })
  }
  rate(rating: number): this {
    return this.tell({ type: 'chat.rated', seq: this.summary.lastSeq + 1, rating }, { rating })
  }
  read(): this {
    const seq = this.summary.lastSeq
    this.mark({ memberReadSeq: seq, memberDeliveredSeq: seq })
    this.summary = { ...this.summary, unreadCount: 0 }
    this.feed.push({ ...(this.feed.pop() as FeedEntry), chat: this.summary })
    return this
  }

  introduce(change: Partial<VisitorProfile>): this {
    this.visitor = { ...this.visitor, ...change }
    const { id, name, email } = this.visitor
    const event: DurableEvent = { type: 'visitor.updated', seq: this.summary.lastSeq + 1, visitor: this.visitor }
    return this.tell(event, { visitor: { id, name, email, isVerified: false } })
  }

  track(name: string, properties: Tracked['properties'], minute: number): this {
    const event: Tracked = { type: 'visitor.tracked', seq: this.summary.lastSeq + 1, at: at(minute), name, properties }
    this.tracked = [...this.tracked, event].slice(-20)
    return this.tell(event, {})
  }

  note(text: string, minute: number, mentions: string[] = []): this {
    const seq = this.summary.lastSeq + 1
    const note: Note = {
      id: `note-${seq}`,
      chatId: this.summary.id,
      seq,
      author: { id: 'mali', name: 'Mali' },
      text,
      mentions,
      clientNoteId: `client-${seq}`,
      isRemoved: false,
      createdAt: at(minute),
    }
    this.notes = [...this.notes, note]
    return this.tell(
      { type: 'note.created', seq, note },
      { mentions: mentions.map((memberId) => ({ memberId, isRead: false })) },
    )
  }
  /** Nothing happens while there is none. */
  removeNote(): this {
    const last = this.notes.at(-1)
    if (!last) return this
    const note = { ...last, text: '', mentions: [], isRemoved: true }
    this.notes = [...this.notes.slice(0, -1), note]
    return this.tell({ type: 'note.removed', seq: this.summary.lastSeq + 1, note }, {})
  }
  readMention(memberId: string): this {
    const mentions = this.summary.mentions.map((one) => ({ ...one, isRead: true }))
    return this.tell({ type: 'mention.read', seq: this.summary.lastSeq + 1, memberId }, { mentions })
  }

  assign = (assignee: Teammate | null, minute: number) =>
    this.aside({ type: 'chat.assigned', assignee, ...this.byMali(minute) }, { assignee })
  snooze = (snoozedUntil: string | null, minute: number) =>
    this.aside({ type: 'chat.snoozed', snoozedUntil, ...this.byMali(minute) }, { snoozedUntil })
  tellOverdue = (waitingSince: string, minute: number) =>
    this.aside({ type: 'chat.overdue', waitingSince, ...this.byMali(minute) }, {})
  label = (labelIds: string[], minute: number) =>
    this.aside({ type: 'chat.labelled', labelIds, ...this.byMali(minute) }, { labelIds })
  markSpam = (isSpam: boolean, minute: number) =>
    this.aside({ type: 'chat.spam_marked', isSpam, ...this.byMali(minute) }, { isSpam })

  block(isBlocked: boolean, minute: number): this {
    this.isVisitorBlocked = isBlocked
    return this.aside({ type: 'visitor.blocked', isBlocked, ...this.byMali(minute) }, {})
  }

  merge = (visitorId: string | null, minute: number) =>
    this.aside({ type: 'visitor.merged', visitorId, ...this.byMali(minute) }, {})

  private byMali = (minute: number) => ({
    seq: this.summary.lastSeq + 1,
    at: at(minute),
    by: { id: 'mali', name: 'Mali' },
  })
  private aside(event: ChatAside, part: Partial<ChatSummary>): this {
    this.asides.push(event)
    return this.tell(event, part)
  }

  fetched(pageSize = 50): FetchedChat {
    const messages = this.messages.slice(-pageSize)
    const hasOlder = this.messages.length > pageSize
    const from = hasOlder ? (messages[0]?.seq ?? 0) : 0
    const changes = this.changes.filter(({ seq }) => seq >= from)
    const asides = this.asides.filter(({ seq }) => seq >= from)
    const { summary: chat, visitor, isVisitorBlocked, tracked, notes } = this
    const olderCursor = hasOlder ? 'older' : null
    return { chat, messages, changes, asides, notes, olderCursor, answer: null, visitor, isVisitorBlocked, tracked }
  }

  private rewrite(type: 'message.edited' | 'message.removed', index: number, part: Partial<Message>): this {
    const place = index % this.messages.length
    const before = this.messages[place]
    if (!before) return this
    const message = { ...before, ...part }
    this.messages[place] = message
    return this.tell({ type, seq: this.summary.lastSeq + 1, message }, {})
  }

  private change(type: ChatChange['type'], part: Partial<ChatSummary>, minute: number) {
    const epoch = this.summary.epoch + (type === 'chat.person_requested' ? 0 : 1)
    const { status, handledBy, memberId, memberName, personRequestedAt } = { ...this.summary, ...part }
    const state = { status, handledBy, memberId, memberName, personRequestedAt, epoch }
    const event: ChatChange = { type, seq: this.summary.lastSeq + 1, state }
    this.changes.push(event)
    return this.tell(event, { ...part, ...state, updatedAt: at(minute) })
  }

  private tell(event: DurableEvent, part: Partial<ChatSummary>): this {
    this.summary = { ...this.summary, ...part, lastSeq: event.seq }
    this.feed.push({ type: 'feed', cursor: `${this.summary.id}.${event.seq}`, chat: this.summary, event })
    return this
  }
}

export const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString()
