import {
  type AuthorKind,
  type ChatAside,
  type ChatState,
  type ChatSummary,
  type Citation,
  type DurableEvent,
  type InternalEvent,
  internalEventSchema,
  type Marks,
  type Message,
  type MessageMail,
  type MessageState,
  type Note,
  type Rating,
  type RatingReason,
  type RunningAnswer,
  type Tracked,
  type VerifiedFacts,
  type VisitorEvent,
  type VisitorProfile,
} from '@minichat/contracts'

/**
 * A citation as stored with the message: `url` is the owner's page, where there is one. Without a passage it is a page
 * that a workflow named, and has an `url`.
 */
export type StoredCitation = Omit<Citation, 'url'> & { url: string | null; passageId: string | null }

/** Columns of a message joined with its member's name. */
export const messageColumns = `
  m.id, m.session_id, m.seq, m.author_kind, m.author_id, u.name as author_name, m.body, m.client_message_id, m.state,
  m.question_seq, m.edited_at, m.citations, m.offers_person, m.quick_replies,
  m.rating, m.rating_reason, m.mail, m.created_at`
export const messageJoin = `left join users u on u.id = m.author_id and m.author_kind = 'member'`

export type MessageRow = {
  id: string
  session_id: string
  seq: number
  author_kind: AuthorKind
  author_id: string | null
  author_name: string | null
  body: string
  client_message_id: string | null
  state: MessageState
  question_seq: number | null
  edited_at: Date | null
  citations: StoredCitation[]
  offers_person: boolean
  quick_replies: string[]
  rating: Rating | null
  rating_reason: RatingReason | null
  /** Without `isVerified` where it came before that was looked at. */
  mail: (Omit<MessageMail, 'isVerified'> & Partial<Pick<MessageMail, 'isVerified'>>) | null
  created_at: Date
}

export const summaryColumns = `
  s.id, s.widget_id, w.name as widget_name, s.visitor_id, v.external_id is not null as is_verified,
  case when v.external_id is null then v.name else v.verified ->> 'name' end as visitor_name,
  case when v.external_id is null then v.email else v.verified ->> 'email' end as visitor_email, s.status,
  s.handled_by, s.member_id, member.name as member_name, s.epoch, s.person_requested_at, s.locale, s.page_url, s.last_seq,
  s.visitor_delivered_seq, s.visitor_read_seq, s.member_delivered_seq, s.member_read_seq, s.unread_count,
  s.last_message_author, s.last_message_excerpt, s.last_message_at, s.rating, s.rating_comment, s.created_at,
  s.last_active_at, s.assignee_id,
  assignee.name as assignee_name, s.waiting_since, s.snoozed_until, s.spam_at,
  array(select l.label_id from chat_labels l where l.workspace_id = s.workspace_id and l.session_id = s.id
    order by l.label_id) as label_ids,
  coalesce((select json_agg(json_build_object('memberId', n.member_id, 'isRead', n.is_read) order by n.member_id)
    from chat_mentions n where n.workspace_id = s.workspace_id and n.session_id = s.id), '[]') as mentions`
/** @param sessions the chats it is about, where it is not all of them. */
export const summaryFrom = (sessions = 'chat_sessions') => `
  ${sessions} s
  join widgets w on w.workspace_id = s.workspace_id and w.id = s.widget_id
  join visitors v on v.workspace_id = s.workspace_id and v.id = s.visitor_id
  left join users member on member.id = s.member_id
  left join users assignee on assignee.id = s.assignee_id`

export type MarksRow = {
  visitor_delivered_seq: number
  visitor_read_seq: number
  member_delivered_seq: number
  member_read_seq: number
}

export type SummaryRow = MarksRow & {
  id: string
  widget_id: string
  widget_name: string
  visitor_id: string
  visitor_name: string | null
  visitor_email: string | null
  is_verified: boolean
  status: 'open' | 'closed'
  handled_by: 'ai' | 'member'
  member_id: string | null
  member_name: string | null
  epoch: number
  person_requested_at: Date | null
  locale: 'en' | 'th' | null
  page_url: string | null
  last_seq: number
  unread_count: number
  last_message_author: AuthorKind | null
  last_message_excerpt: string | null
  last_message_at: Date | null
  rating: number | null
  rating_comment: string | null
  created_at: Date
  last_active_at: Date
  assignee_id: string | null
  assignee_name: string | null
  waiting_since: Date | null
  snoozed_until: Date | null
  spam_at: Date | null
  label_ids: string[]
  mentions: ChatSummary['mentions']
}

/** The facts of a change of hands, as an event keeps them; the member's name is looked up when it is read. */
export type StoredState = {
  status: 'open' | 'closed'
  handledBy: 'ai' | 'member'
  memberId: string | null
  epoch: number
  personRequestedAt: string | null
}

export type EventRow = {
  xid: string
  id: number
  session_id: string
  seq: number
  type: DurableEvent['type']
  data: object
  member_name: string | null
  message: MessageRow | null
}

/** One of the feed, with what members alone may read. */
export type FeedRow = EventRow & { by_name: string | null; assignee_name: string | null; note: NoteRow | null }

export type NoteRow = {
  id: string
  session_id: string
  seq: number
  author_id: string
  author_name: string | null
  client_note_id: string
  body: string
  mentions: string[]
  created_at: Date
}

/** What an aside keeps; names are looked up when it is read. */
export type StoredAside = { at: string; byId: string | null } & (
  | { assigneeId: string | null }
  | { snoozedUntil: string | null }
  | { waitingSince: string }
  | { labelIds: string[] }
  | { isSpam: boolean }
  | { isBlocked: boolean }
  | { sameAsId: string | null }
)

type InternalType = InternalEvent['type']
const internalTypes = new Set<string>(internalEventSchema.options.map((option) => option.shape.type.value))
const isInternal = (type: string): type is InternalType => internalTypes.has(type)

/** Of what members do among themselves a visitor gets the number alone, so that their stream has no gap. */
export const forVisitor = (event: DurableEvent): VisitorEvent =>
  isInternal(event.type) ? { type: 'chat.internal', seq: event.seq } : (event as VisitorEvent)

export const presentNote = (row: NoteRow): Note => ({
  id: row.id,
  chatId: row.session_id,
  seq: row.seq,
  author: { id: row.author_id, name: row.author_name },
  text: row.body,
  mentions: row.mentions,
  clientNoteId: row.client_note_id,
  isRemoved: row.body === '',
  createdAt: row.created_at.toISOString(),
})

const asTeammate = (id: string | null, name: string | null) => (id !== null && name !== null ? { id, name } : null)

export function presentAside({ type, seq, data, by_name, assignee_name }: FeedRow): ChatAside {
  const stored = data as StoredAside
  const aside = { seq, at: stored.at, by: asTeammate(stored.byId, by_name) }
  if ('assigneeId' in stored) {
    return { type: 'chat.assigned', ...aside, assignee: asTeammate(stored.assigneeId, assignee_name) }
  }
  if ('snoozedUntil' in stored) return { type: 'chat.snoozed', ...aside, snoozedUntil: stored.snoozedUntil }
  if ('waitingSince' in stored) return { type: 'chat.overdue', ...aside, waitingSince: stored.waitingSince }
  if ('labelIds' in stored) return { type: 'chat.labelled', ...aside, labelIds: stored.labelIds }
  if ('isSpam' in stored) return { type: 'chat.spam_marked', ...aside, isSpam: stored.isSpam }
  if ('isBlocked' in stored) return { type: 'visitor.blocked', ...aside, isBlocked: stored.isBlocked }
  if ('sameAsId' in stored) return { type: 'visitor.merged', ...aside, visitorId: stored.sameAsId }
  throw new Error(`Event ${seq} is no ${type}.`)
}

function presentInternal(row: FeedRow, type: InternalType): InternalEvent {
  if (type === 'mention.read') return { type, seq: row.seq, memberId: (row.data as { memberId: string }).memberId }
  if (type !== 'note.created' && type !== 'note.removed') return presentAside(row)
  if (!row.note) throw new Error(`Event ${row.seq} of chat ${row.session_id} has no note.`)
  return { type, seq: row.seq, note: presentNote(row.note) }
}

/** Makes wire shapes of rows. @param sourceUrl the page of ours that shows a passage. */
export function createPresenter(sourceUrl: (workspaceId: string, passageId: string) => string) {
  const message = (workspaceId: string, row: MessageRow): Message => ({
    id: row.id,
    chatId: row.session_id,
    seq: row.seq,
    author: { kind: row.author_kind, id: row.author_kind === 'member' ? row.author_id : null, name: row.author_name },
    text: row.body,
    clientMessageId: row.client_message_id,
    state: row.state,
    answersSeq: row.question_seq,
    editedAt: row.edited_at?.toISOString() ?? null,
    citations: row.citations.map(({ number, title, url, passageId, quote }) => ({
      number,
      title,
      url: url ?? (passageId === null ? '' : sourceUrl(workspaceId, passageId)),
      quote,
    })),
    offersPerson: row.offers_person,
    quickReplies: row.quick_replies,
    rating: row.rating,
    ratingReason: row.rating_reason,
    ...(row.mail ? { mail: { isVerified: null, ...row.mail } } : {}),
    createdAt: row.created_at.toISOString(),
  })

  /** One that both sides get. */
  function shared(workspaceId: string, row: EventRow): Exclude<VisitorEvent, { type: 'chat.internal' }> {
    const { type, seq } = row
    if (isInternal(type)) throw new Error(`Event ${seq} of chat ${row.session_id} is for members alone.`)
    if (type === 'message.created' || type === 'message.edited' || type === 'message.removed') {
      if (!row.message) throw new Error(`Event ${seq} of chat ${row.session_id} has no message.`)
      return { type, seq, message: message(workspaceId, row.message) }
    }
    if (type === 'chat.rated') return { type, seq, ...(row.data as { rating: number }) }
    if (type === 'chat.marked') return { type, seq, marks: row.data as Marks }
    if (type === 'visitor.updated') {
      const data = row.data as Omit<VisitorProfile, 'verified'> & Partial<VisitorProfile>
      // Written before there were proven visitors, it has none.
      return { type, seq, visitor: { ...data, verified: data.verified ?? null } }
    }
    if (type === 'visitor.tracked') return { type, seq, ...(row.data as Pick<Tracked, 'at' | 'name' | 'properties'>) }
    const data = row.data as StoredState
    return {
      type,
      seq,
      state: {
        status: data.status,
        handledBy: data.handledBy,
        memberId: data.memberId,
        memberName: row.member_name,
        epoch: data.epoch,
        personRequestedAt: data.personRequestedAt,
      },
    }
  }

  return {
    message,
    /** As members get it. */
    event: (workspaceId: string, row: FeedRow): DurableEvent =>
      isInternal(row.type) ? presentInternal(row, row.type) : shared(workspaceId, row),
    /** As the visitor gets it. */
    visitorEvent: (workspaceId: string, row: EventRow): VisitorEvent =>
      isInternal(row.type) ? { type: 'chat.internal', seq: row.seq } : shared(workspaceId, row),
    shared,
  }
}

export type Presenter = ReturnType<typeof createPresenter>

export const presentState = (row: SummaryRow): ChatState => ({
  status: row.status,
  handledBy: row.handled_by,
  memberId: row.member_id,
  memberName: row.member_name,
  epoch: row.epoch,
  personRequestedAt: row.person_requested_at?.toISOString() ?? null,
})

export const presentMarks = (row: MarksRow): Marks => ({
  visitorDeliveredSeq: row.visitor_delivered_seq,
  visitorReadSeq: row.visitor_read_seq,
  memberDeliveredSeq: row.member_delivered_seq,
  memberReadSeq: row.member_read_seq,
})

export const presentSummary = (row: SummaryRow): ChatSummary => ({
  ...presentState(row),
  id: row.id,
  widgetId: row.widget_id,
  widgetName: row.widget_name,
  visitor: { id: row.visitor_id, name: row.visitor_name, email: row.visitor_email, isVerified: row.is_verified },
  locale: row.locale,
  pageUrl: row.page_url,
  assignee: asTeammate(row.assignee_id, row.assignee_name),
  waitingSince: row.waiting_since?.toISOString() ?? null,
  snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  isSpam: row.spam_at !== null,
  labelIds: row.label_ids,
  mentions: row.mentions,
  lastSeq: row.last_seq,
  marks: presentMarks(row),
  unreadCount: row.unread_count,
  lastMessage:
    row.last_message_author && row.last_message_at
      ? {
          authorKind: row.last_message_author,
          excerpt: row.last_message_excerpt ?? '',
          createdAt: row.last_message_at.toISOString(),
        }
      : null,
  rating: row.rating,
  ratingComment: row.rating_comment,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.last_active_at.toISOString(),
})

export type VisitorRow = {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  attributes: VisitorProfile['attributes']
  external_id: string | null
  verified: Omit<VerifiedFacts, 'externalId'> | null
  blocked_at: Date | null
}
export const presentVisitor = ({
  external_id: externalId,
  verified,
  blocked_at: _,
  ...told
}: VisitorRow): VisitorProfile => ({
  ...told,
  verified: externalId !== null && verified ? { externalId, ...verified } : null,
})

export type AnswerRow = { id: string; attempt: number; epoch: number; text: string }
export const presentAnswer = (row: AnswerRow | undefined): RunningAnswer | null =>
  row ? { answerId: row.id, attempt: row.attempt, epoch: row.epoch, text: row.text } : null
