import { z } from 'zod'
import { roles } from './accounts.ts'
import {
  chatParams,
  chatStateSchema,
  chatSummarySchema,
  inboxCountsSchema,
  marksSchema,
  messageSchema,
  noteSchema,
  ratingSchema,
  readerSchema,
  runningAnswerSchema,
  teammateSchema,
} from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, timestamp } from './fields.ts'
import { factsSchema, visitorProfileSchema } from './profile.ts'

const seq = z.number().int().min(1)
const change = <T extends string>(type: T) => z.object({ type: z.literal(type), seq, state: chatStateSchema })
const changes = [
  change('chat.person_requested'),
  change('chat.taken_over'),
  change('chat.handed_back'),
  change('chat.closed'),
  /** The visitor began anew; this chat is closed by it. */
  change('chat.reset'),
  change('chat.reopened'),
  /** The visitor had it deleted: closed, every message removed, the visitor's profile empty. */
  change('chat.erased'),
] as const

/** Something the page told about what the visitor does (`track`). */
export const trackedSchema = z.object({
  type: z.literal('visitor.tracked'),
  seq,
  at: timestamp,
  name: z.string(),
  properties: factsSchema,
})

/** Who handled the chat and when that changed: the lines between its messages. */
export const chatChangeSchema = z.discriminatedUnion('type', changes)

const by = teammateSchema.nullable().meta({ description: 'Which member did it; null for the server.' })
const aside = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), seq, at: timestamp, by, ...shape })
const asides = [
  aside('chat.assigned', { assignee: teammateSchema.nullable() }),
  /** null: it is back. */
  aside('chat.snoozed', { snoozedUntil: timestamp.nullable() }),
  /** The visitor has waited for an answer for longer than the team allows itself. */
  aside('chat.overdue', { waitingSince: timestamp }),
  aside('chat.labelled', { labelIds: z.array(id) }),
  aside('chat.spam_marked', { isSpam: z.boolean() }),
  aside('visitor.blocked', { isBlocked: z.boolean() }),
  /** null: the visitor is a person of their own again. */
  aside('visitor.merged', { visitorId: id.nullable() }),
] as const

/** What members did with a chat among themselves: lines between its messages that visitors do not have. */
export const chatAsideSchema = z.discriminatedUnion('type', asides)

/** Events that members alone get. In a visitor's stream `chat.internal` stands in the place of each. */
const internal = [
  ...asides,
  z.object({ type: z.literal('note.created'), seq, note: noteSchema }),
  z.object({ type: z.literal('note.removed'), seq, note: noteSchema }),
  z.object({ type: z.literal('mention.read'), seq, memberId: id }),
] as const
export const internalEventSchema = z.discriminatedUnion('type', internal)

/** What both sides get. */
const shared = [
  /** `message.seq` is that of this event. */
  z.object({ type: z.literal('message.created'), seq, message: messageSchema }),
  /** The message as it now is: another text, or an answer that was replaced or rated. */
  z.object({ type: z.literal('message.edited'), seq, message: messageSchema }),
  z.object({ type: z.literal('message.removed'), seq, message: messageSchema }),
  ...changes,
  z.object({ type: z.literal('chat.marked'), seq, marks: marksSchema }),
  /** The visitor says how it was; what they wrote beside is in the chat's summary. */
  z.object({ type: z.literal('chat.rated'), seq, rating: ratingSchema }),
  z.object({ type: z.literal('visitor.updated'), seq, visitor: visitorProfileSchema }),
  trackedSchema,
] as const

/**
 * Durable events of one chat: numbered without gaps, stored, delivered in order.
 * A state with the events after it applied equals a fresh fetch.
 */
export const durableEventSchema = z.discriminatedUnion('type', [...shared, ...internal])

/** The same as a visitor gets them: of what members do among themselves only the number, so that there is no gap. */
export const visitorEventSchema = z.discriminatedUnion('type', [
  ...shared,
  z.object({ type: z.literal('chat.internal'), seq }),
])

/** done: its message is stored; failed: an honest one in its place; lost: nothing of it is stored. */
export const answerOutcomes = ['done', 'failed', 'interrupted', 'stopped', 'lost'] as const

/**
 * What passes by and is not stored. `answer.snapshot` begins an answer (with an empty text) or replaces what a client has
 * of it; `answer.delta` appends at `offset` (UTF-16 code units). `answer.waiting` says that somebody elsewhere works on it
 * still, every few seconds until its first words. `answer.ended` removes it: the stored message comes as `message.created`. `typing` is over 6 s later unless told again. `presence` says whether the other side is there: to
 * visitors whether any member of the workspace is, to members whether this visitor is. `looking` says to members who else
 * has the chat on screen; told again every 10 s, it is over 25 s later. `seen` says to members how far one of them has read.
 * `whereabouts` says to them that the visitor is on another page, or has said something of consent: `getChatWhereabouts`
 * gives it.
 */
export const passingEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer.snapshot'), ...runningAnswerSchema.shape }),
  z.object({
    type: z.literal('answer.delta'),
    answerId: id,
    attempt: z.number().int(),
    epoch: z.number().int(),
    offset: z.number().int(),
    text: z.string(),
  }),
  z.object({
    type: z.literal('answer.waiting'),
    answerId: id,
    attempt: z.number().int(),
    epoch: z.number().int(),
    text: z.string(),
  }),
  z.object({ type: z.literal('answer.ended'), answerId: id, outcome: z.enum(answerOutcomes) }),
  z.object({
    type: z.literal('typing'),
    who: z.enum(['visitor', 'member']),
    memberId: id.nullable(),
    name: z.string().nullable(),
  }),
  z.object({
    type: z.literal('looking'),
    memberId: id,
    name: z.string(),
    isHere: z.boolean(),
    isNew: z.boolean().meta({ description: 'They have just come, and do not know yet who else is there.' }),
  }),
  z.object({ type: z.literal('seen'), ...readerSchema.shape }),
  /** To a visitor who waits for a person: how many are before them, and they; null: they wait no more. */
  z.object({ type: z.literal('queue'), place: z.number().int().min(1).nullable() }),
  z.object({ type: z.literal('whereabouts') }),
  z.object({ type: z.literal('presence'), who: z.enum(['visitor', 'member']), online: z.boolean() }),
])

/** First on every stream, once all that was missed has been sent. */
export const readyEventSchema = z.object({ type: z.literal('ready'), lastSeq: z.number().int() })
/** The server stops or moves: connect again after this many milliseconds. */
export const reconnectEventSchema = z.object({ type: z.literal('reconnect'), afterMs: z.number().int() })

export const chatEventSchema = z.union([visitorEventSchema, passingEventSchema, readyEventSchema, reconnectEventSchema])

/** One entry of the workspace's feed: which chat changed, how, and the chat's summary as it now is. */
export const feedEntrySchema = z.object({
  type: z.literal('feed'),
  cursor: z.string(),
  chat: chatSummarySchema,
  event: durableEventSchema,
})

export const inboxEventSchema = z.union([
  feedEntrySchema,
  z.object({ type: z.literal('passing'), chatId: id, event: passingEventSchema }),
  z.object({ type: z.literal('ready'), cursor: z.string() }),
  z.object({ type: z.literal('resync'), cursor: z.string() }),
  /** How many chats each part of the inbox has now, for this member. */
  z.object({ type: z.literal('counts'), counts: inboxCountsSchema }),
  z.object({ type: z.literal('membership.changed'), role: z.enum(roles) }),
  reconnectEventSchema,
])

export const getChat = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats/:chatId',
  summary: 'One chat with its newest messages',
  description: 'Messages come oldest first; `olderCursor` leads to those before.',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  response: z.object({
    chat: chatSummarySchema,
    messages: z.array(messageSchema),
    changes: z.array(chatChangeSchema).meta({ description: 'Changes of hands among these messages, by seq.' }),
    asides: z.array(chatAsideSchema).meta({ description: 'What members did among themselves, likewise.' }),
    notes: z.array(noteSchema).meta({ description: 'The newest 200 notes of the chat, by seq; none for programs.' }),
    olderCursor: z.string().nullable(),
    answer: runningAnswerSchema.nullable(),
    visitor: visitorProfileSchema,
    isVisitorBlocked: z.boolean(),
    tracked: z.array(trackedSchema).meta({ description: 'What the page told last of the visitor, by seq.' }),
  }),
  errors: ['NOT_FOUND'],
})

const inboxQuery = z.strictObject({
  cursor: z.string().max(60).optional().meta({ description: 'Where the last event was; without it, from now on.' }),
  chatId: id.optional().meta({ description: 'The chat on screen: its answers are streamed as they are written.' }),
})

export const streamInbox = defineEndpoint({
  method: 'GET',
  path: '/api/v1/inbox/stream',
  summary: 'Follow the inbox live (Server-Sent Events)',
  description: '`resync` means the cursor is too old: fetch the lists again and go on from its cursor.',
  tag: 'Inbox',
  allow: 'member',
  query: inboxQuery,
  stream: true,
  response: inboxEventSchema,
})

export const pollInbox = defineEndpoint({
  method: 'GET',
  path: '/api/v1/inbox/events',
  summary: 'Follow the inbox by long polling',
  description: 'Answers as soon as there is something, after `waitMs` at the latest.',
  tag: 'Inbox',
  allow: 'member',
  query: inboxQuery.extend({ waitMs: z.coerce.number().int().min(0).max(25_000).default(0) }),
  response: z.object({ cursor: z.string(), events: z.array(inboxEventSchema) }),
})

export type ChatChange = z.output<typeof chatChangeSchema>
export type ChatAside = z.output<typeof chatAsideSchema>
export type InternalEvent = z.output<typeof internalEventSchema>
export type VisitorEvent = z.output<typeof visitorEventSchema>
export type DurableEvent = z.output<typeof durableEventSchema>
export type PassingEvent = z.output<typeof passingEventSchema>
export type AnswerOutcome = (typeof answerOutcomes)[number]
export type Tracked = z.output<typeof trackedSchema>
export type ChatEvent = z.output<typeof chatEventSchema>
export type FeedEntry = z.output<typeof feedEntrySchema>
export type InboxEvent = z.output<typeof inboxEventSchema>
