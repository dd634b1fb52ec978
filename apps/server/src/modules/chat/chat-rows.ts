import type {
  AuthorKind,
  ChatState,
  ChatSummary,
  Citation,
  DurableEvent,
  Marks,
  Message,
  MessageState,
  RunningAnswer,
  Tracked,
  VerifiedFacts,
  VisitorProfile,
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
  m.created_at`
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
  created_at: Date
}

export const summaryColumns = `
  s.id, s.widget_id, w.name as widget_name, s.visitor_id, v.external_id is not null as is_verified,
  case when v.external_id is null then v.name else v.verified ->> 'name' end as visitor_name,
  case when v.external_id is null then v.email else v.verified ->> 'email' end as visitor_email, s.status,
  s.handled_by, member.name as member_name, s.epoch, s.person_requested_at, s.locale, s.page_url, s.last_seq,
  s.visitor_delivered_seq, s.visitor_read_seq, s.member_delivered_seq, s.member_read_seq, s.unread_count,
  s.last_message_author, s.last_message_excerpt, s.last_message_at, s.rating, s.rating_comment, s.created_at,
  s.last_active_at`
/** @param sessions the chats it is about, where it is not all of them. */
export const summaryFrom = (sessions = 'chat_sessions') => `
  ${sessions} s
  join widgets w on w.workspace_id = s.workspace_id and w.id = s.widget_id
  join visitors v on v.workspace_id = s.workspace_id and v.id = s.visitor_id
  left join users member on member.id = s.member_id`

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
    createdAt: row.created_at.toISOString(),
  })

  return {
    message,
    event(workspaceId: string, row: EventRow): DurableEvent {
      const { type, seq } = row
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
          memberName: row.member_name,
          epoch: data.epoch,
          personRequestedAt: data.personRequestedAt,
        },
      }
    },
  }
}

export type Presenter = ReturnType<typeof createPresenter>

export const presentState = (row: SummaryRow): ChatState => ({
  status: row.status,
  handledBy: row.handled_by,
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
}
export const presentVisitor = ({ external_id: externalId, verified, ...told }: VisitorRow): VisitorProfile => ({
  ...told,
  verified: externalId !== null && verified ? { externalId, ...verified } : null,
})

export type AnswerRow = { id: string; attempt: number; epoch: number; text: string }
export const presentAnswer = (row: AnswerRow | undefined): RunningAnswer | null =>
  row ? { answerId: row.id, attempt: row.attempt, epoch: row.epoch, text: row.text } : null
