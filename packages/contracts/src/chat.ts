import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { clientMessageId, id, localeSchema, messageText, nothing, pageQuery, timestamp } from './fields.ts'
import { limits } from './limits.ts'

/** A source of an answer. `quote` holds words that stand in the source, letter by letter. */
export const citationSchema = z.object({
  number: z.number().int().min(1),
  title: z.string(),
  url: z
    .string()
    .meta({ description: 'The owner’s page where one is known, else a page of ours that shows the source.' }),
  quote: z.string(),
})

export const authorKinds = ['visitor', 'ai', 'member'] as const

/**
 * interrupted: a member took over (or the chat ended) while the AI wrote; stopped: the visitor stopped the answer;
 * replaced: another answer was asked for, this one stays for the record; removed: its author took it back, `text` is ''.
 */
export const messageStates = ['complete', 'interrupted', 'stopped', 'replaced', 'removed'] as const

/** What a visitor says of an answer, and what was not good about it. */
export const ratings = ['up', 'down'] as const
export const ratingReasons = ['wrong', 'incomplete', 'off_topic'] as const

/** Of a visitor's message that came by mail. */
export const messageMailSchema = z.object({
  from: z.string().nullable().meta({ description: 'The address that wrote it, where it is not the visitor’s own.' }),
  isVerified: z.boolean().nullable().meta({
    description:
      'Whether the domain of the address says that the mail is its own; null: nobody looked, as before that was done.',
  }),
  attachments: z.array(z.string()).meta({ description: 'Names of what was attached. It is not kept.' }),
})
export type MessageMail = z.output<typeof messageMailSchema>

export const messageSchema = z.object({
  id,
  chatId: id,
  seq: z.number().int().meta({ description: 'Number of the event that created it; rises within a chat.' }),
  author: z.object({
    kind: z.enum(authorKinds),
    id: id.nullable().meta({ description: 'Of a member; null otherwise.' }),
    name: z.string().nullable().meta({ description: 'Of a member; null otherwise.' }),
  }),
  text: z.string(),
  clientMessageId: z.string().nullable(),
  state: z.enum(messageStates),
  answersSeq: z.number().int().nullable().meta({ description: 'Of the AI’s: the number of the question it answers.' }),
  editedAt: timestamp.nullable().meta({ description: 'When its author changed the text last.' }),
  citations: z.array(citationSchema),
  offersPerson: z.boolean().meta({ description: 'The answer suggests talking to a person.' }),
  quickReplies: z.array(z.string()).meta({ description: 'What the visitor may choose to say next.' }),
  rating: z.enum(ratings).nullable().meta({ description: 'Of the AI’s: what the visitor says of it.' }),
  ratingReason: z.enum(ratingReasons).nullable().meta({ description: 'Of one rated down.' }),
  mail: messageMailSchema.optional().meta({ description: 'Of a visitor’s that came by mail.' }),
  createdAt: timestamp,
})

/**
 * How far each side has got: numbers of events, so that a message is delivered or read when its `seq` is not above.
 * `visitorReadSeq` is what the visitor has seen, `memberReadSeq` what some member has; read is never ahead of delivered.
 */
export const marksSchema = z.object({
  visitorDeliveredSeq: z.number().int(),
  visitorReadSeq: z.number().int(),
  memberDeliveredSeq: z.number().int(),
  memberReadSeq: z.number().int(),
})

/** Who answers now, and where the chat stands. */
export const chatStateSchema = z.object({
  status: z.enum(['open', 'closed']),
  handledBy: z.enum(['ai', 'member']),
  memberId: id.nullable(),
  memberName: z.string().nullable(),
  epoch: z
    .number()
    .int()
    .meta({ description: 'Grows whenever the chat changes hands; what the AI wrote for an older one is dropped.' }),
  personRequestedAt: timestamp.nullable(),
})

/** An answer being written: what is there so far. */
export const runningAnswerSchema = z.object({
  answerId: id,
  attempt: z.number().int().meta({ description: 'A new attempt starts the text anew.' }),
  epoch: z.number().int(),
  text: z.string(),
})

/** Somebody of the team, by name as it is now. */
export const teammateSchema = z.object({ id, name: z.string() })

/** What a member wrote for the others. Visitors, providers, workflows and exports for visitors never get it. */
export const noteSchema = z.object({
  id,
  chatId: id,
  seq: z.number().int().meta({ description: 'Number of the event that created it, among those of the messages.' }),
  author: z.object({ id, name: z.string().nullable() }),
  text: z.string().meta({ description: 'Empty for programs with an API key, which get no notes.' }),
  mentions: z.array(id).meta({ description: 'Members who were told of it.' }),
  clientNoteId: z.string(),
  isRemoved: z.boolean().meta({ description: 'Its author took it back, or the chat was erased; `text` is empty.' }),
  createdAt: timestamp,
})
/** Of a chat that is over, by its visitor. */
export const ratingSchema = z.number().int().min(1).max(3).meta({ description: '1: bad, 2: okay, 3: good.' })

export const chatSummarySchema = chatStateSchema.extend({
  id,
  widgetId: id,
  widgetName: z.string(),
  visitor: z
    .object({ id, name: z.string().nullable(), email: z.string().nullable(), isVerified: z.boolean() })
    .meta({ description: 'Of a verified visitor, name and e-mail are those that the site has proven.' }),
  locale: localeSchema.nullable(),
  pageUrl: z.string().nullable(),
  lastSeq: z.number().int(),
  marks: marksSchema,
  assignee: teammateSchema.nullable().meta({ description: 'Who is to see to the chat.' }),
  waitingSince: timestamp.nullable().meta({ description: 'The visitor waits for a person’s reply since then.' }),
  snoozedUntil: timestamp.nullable().meta({ description: 'Out of sight until then, or until the visitor writes.' }),
  isSpam: z.boolean(),
  labelIds: z.array(id),
  mentions: z
    .array(z.object({ memberId: id, isRead: z.boolean() }))
    .meta({ description: 'Members who were mentioned in notes, and whether they have seen it.' }),
  unreadCount: z.number().int().meta({ description: 'Visitor messages after `marks.memberReadSeq`.' }),
  lastMessage: z.object({ authorKind: z.enum(authorKinds), excerpt: z.string(), createdAt: timestamp }).nullable(),
  rating: ratingSchema.nullable(),
  ratingComment: z.string().nullable().meta({ description: 'What the visitor wrote beside the rating.' }),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export const chatParams = z.strictObject({ chatId: id })

/** Which chats. What is given has to hold together. */
export const chatFilter = {
  status: z
    .enum(['open', 'snoozed', 'closed', 'spam', 'all'])
    .default('all')
    .meta({ description: '`open` without what is snoozed, `closed` without spam; `all`: everything but spam.' }),
  assignee: z
    .union([z.enum(['me', 'nobody']), id])
    .optional()
    .meta({ description: '`me`, `nobody`, or the id of a member.' }),
  mentioned: z.literal('me').optional().meta({ description: 'Chats with a note that mentions you.' }),
  visitorId: id
    .optional()
    .meta({ description: 'Of this visitor, and of those of whom members say that they are the same person.' }),
  widgetId: id.optional(),
  labelId: id.optional(),
  locale: localeSchema.optional(),
  from: timestamp.optional().meta({ description: 'Last active at this moment or later.' }),
  until: timestamp.optional().meta({ description: 'Last active before this moment.' }),
}

export const listChats = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats',
  summary: 'List chats, the most recently active first',
  tag: 'Chats',
  allow: 'member',
  query: pageQuery.extend(chatFilter),
  paged: true,
  response: z.array(chatSummarySchema),
})

export const listChatMessages = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats/:chatId/messages',
  summary: 'Messages of a chat, newest page first, each page oldest first',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  query: pageQuery,
  paged: true,
  response: z.array(messageSchema),
  errors: ['NOT_FOUND'],
})

export const replyToChat = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/:chatId/messages',
  summary: 'Reply as a member',
  description:
    'A reply takes the chat over from the AI. The same clientMessageId is stored once. With `unlessRepliedAfter` it is ' +
    'refused with `REPLIED_MEANWHILE` when another member has replied after that number: ask, then send without it.',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  body: z.strictObject({ clientMessageId, text: messageText, unlessRepliedAfter: z.int32().min(0).optional() }),
  status: 201,
  response: messageSchema,
  errors: ['NOT_FOUND', 'SESSION_CLOSED', 'SESSION_FULL', 'CLIENT_MESSAGE_ID_REUSED', 'REPLIED_MEANWHILE'],
  example: { clientMessageId: 'm-4f6c2a9e81b04d7c', text: 'Hello, Mali here. I am looking into it.' },
})

const chatAction = (action: string, summary: string, description?: string) =>
  ({
    method: 'POST',
    path: `/api/v1/chats/:chatId/${action}`,
    summary,
    description,
    tag: 'Chats',
    allow: 'member',
    params: chatParams,
    response: chatSummarySchema,
  }) as const

export const takeOverChat = defineEndpoint({
  ...chatAction('take-over', 'Take a chat over from the AI', 'The AI falls silent at once; what it had shown is kept.'),
  path: '/api/v1/chats/:chatId/take-over',
  errors: ['NOT_FOUND', 'SESSION_CLOSED'],
})

export const handBackChat = defineEndpoint({
  ...chatAction('hand-back', 'Hand a chat back to the AI'),
  path: '/api/v1/chats/:chatId/hand-back',
  errors: ['NOT_FOUND', 'SESSION_CLOSED'],
})

export const closeChat = defineEndpoint({
  ...chatAction('close', 'Close a chat'),
  path: '/api/v1/chats/:chatId/close',
  errors: ['NOT_FOUND'],
})

export const reopenChat = defineEndpoint({
  ...chatAction('reopen', 'Open a closed chat again', 'The member has it; the AI, if it gets it back, starts afresh.'),
  path: '/api/v1/chats/:chatId/reopen',
  errors: ['NOT_FOUND', 'CHAT_ERASED'],
})

export const assignChat = defineEndpoint({
  ...chatAction('assign', 'Assign a chat to a member, or to nobody', 'Taking a chat over assigns it to oneself.'),
  path: '/api/v1/chats/:chatId/assign',
  body: z.strictObject({ memberId: id.nullable() }),
  errors: ['NOT_FOUND', 'SESSION_CLOSED'],
  example: { memberId: '0199c0de-7000-7000-8000-000000000001' },
})

export const labelChat = defineEndpoint({
  ...chatAction('labels', 'Set the labels of a chat'),
  path: '/api/v1/chats/:chatId/labels',
  body: z.strictObject({ labelIds: z.array(id).max(20) }),
  errors: ['NOT_FOUND', 'CHAT_ERASED'],
  example: { labelIds: [] },
})

export const snoozeChat = defineEndpoint({
  ...chatAction('snooze', 'Put a chat out of sight until a moment', 'It is back sooner when the visitor writes.'),
  path: '/api/v1/chats/:chatId/snooze',
  body: z.strictObject({
    until: timestamp.nullable().meta({ description: 'At most a year ahead; null brings it back now.' }),
  }),
  errors: ['NOT_FOUND', 'SESSION_CLOSED'],
  example: { until: null },
})

export const markChatSpam = defineEndpoint({
  ...chatAction('spam', 'Mark a chat as spam, or not', 'Spam is closed, and shown in a list of its own alone.'),
  path: '/api/v1/chats/:chatId/spam',
  body: z.strictObject({ isSpam: z.boolean() }),
  errors: ['NOT_FOUND'],
  example: { isSpam: true },
})

export const blockVisitor = defineEndpoint({
  ...chatAction(
    'block',
    'Block a chat’s visitor, or let them write again',
    'Their open chats are closed, and no more is taken from them.',
  ),
  path: '/api/v1/chats/:chatId/block',
  body: z.strictObject({ isBlocked: z.boolean() }),
  errors: ['NOT_FOUND'],
  example: { isBlocked: true },
})

export const mergeVisitor = defineEndpoint({
  ...chatAction(
    'same-person',
    'Say that a chat’s visitor is the same person as another',
    'For members’ eyes: their chats are listed together. What each of them may see, export and erase stays their own. ' +
      'null takes it back.',
  ),
  path: '/api/v1/chats/:chatId/same-person',
  body: z.strictObject({ visitorId: id.nullable() }),
  errors: ['NOT_FOUND'],
  example: { visitorId: null },
})

const chatIds = z.array(id).min(1).max(limits.bulkChatsMax)

/** How a chat was before something was done with many at once. */
export const chatBeforeSchema = z.strictObject({
  chatId: id,
  isOpen: z.boolean(),
  handledBy: z.enum(['ai', 'member']),
  memberId: id.nullable(),
  assigneeId: id.nullable(),
  labelIds: z.array(id).max(20),
  snoozedUntil: timestamp.nullable(),
  isSpam: z.boolean(),
})

export const changeChats = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/bulk',
  summary: 'Do the same with many chats',
  description: 'One after the other; what one of them refuses holds up no other. `before` is what `undo` takes.',
  tag: 'Chats',
  allow: 'member',
  body: z.strictObject({
    chatIds,
    action: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('close') }),
      z.strictObject({ type: z.literal('assign'), memberId: id.nullable() }),
      z.strictObject({ type: z.literal('label'), addIds: z.array(id).max(20), removeIds: z.array(id).max(20) }),
      z.strictObject({ type: z.literal('snooze'), until: timestamp.nullable() }),
      z.strictObject({ type: z.literal('spam'), isSpam: z.boolean() }),
    ]),
  }),
  response: z.object({
    before: z.array(chatBeforeSchema).meta({ description: 'Of those that were changed.' }),
    refused: z.array(z.object({ chatId: id, code: z.string() })),
  }),
  example: { chatIds: ['0199c0de-7000-7000-8000-000000000001'], action: { type: 'close' } },
})

export const undoChatChanges = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/bulk/undo',
  summary: 'Take back what was done with many chats',
  description: 'Each becomes as it was, where that is still possible.',
  tag: 'Chats',
  allow: 'member',
  body: z.strictObject({ chats: z.array(chatBeforeSchema).min(1).max(limits.bulkChatsMax) }),
  response: z.object({ refused: z.array(z.object({ chatId: id, code: z.string() })) }),
  example: {
    chats: [
      {
        chatId: '0199c0de-7000-7000-8000-000000000001',
        isOpen: true,
        handledBy: 'ai',
        memberId: null,
        assigneeId: null,
        labelIds: [],
        snoozedUntil: null,
        isSpam: false,
      },
    ],
  },
})

export const writeNote = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/:chatId/notes',
  summary: 'Write a note for the team',
  description: 'Visitors never see notes. Who is mentioned is told. The same clientNoteId is stored once.',
  tag: 'Chats',
  allow: 'member',
  // Notes are for people.
  byKey: null,
  params: chatParams,
  body: z.strictObject({
    clientNoteId: clientMessageId,
    text: messageText,
    mentions: z.array(id).max(50).default([]).meta({ description: 'Members of the workspace; others are left out.' }),
  }),
  status: 201,
  response: noteSchema,
  errors: ['NOT_FOUND', 'CHAT_ERASED', 'CLIENT_MESSAGE_ID_REUSED'],
  example: { clientNoteId: 'n-4f6c2a9e81b04d7c', text: 'Called the shop: it ships on Friday.' },
})

export const removeNote = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/chats/:chatId/notes/:noteId',
  summary: 'Take an own note back',
  description: 'It stays as a removed one without text.',
  tag: 'Chats',
  allow: 'member',
  // Notes are for people.
  byKey: null,
  params: z.strictObject({ chatId: id, noteId: id }),
  response: noteSchema,
  errors: ['NOT_FOUND', 'NOT_OWN_MESSAGE'],
})

/** How many chats there are in each part of the inbox; kept, never counted. */
export const inboxCountsSchema = z.object({
  mine: z.number().int().meta({ description: 'Open, and assigned to you.' }),
  unassigned: z.number().int(),
  open: z.number().int().meta({ description: 'Without what is snoozed.' }),
  snoozed: z.number().int(),
  closed: z.number().int(),
  spam: z.number().int(),
  mentions: z.number().int().meta({ description: 'Chats in which you were mentioned and have not looked since.' }),
})

export const getInboxCounts = defineEndpoint({
  method: 'GET',
  path: '/api/v1/inbox/counts',
  summary: 'How many chats each part of the inbox has',
  tag: 'Inbox',
  allow: 'member',
  response: inboxCountsSchema,
})

const messageParams = z.strictObject({ chatId: id, messageId: id })

export const editReply = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/chats/:chatId/messages/:messageId',
  summary: 'Change an own message, within 5 minutes',
  description: 'The old text is kept for the record. Sending the same text again changes nothing.',
  tag: 'Chats',
  allow: 'member',
  params: messageParams,
  body: z.strictObject({ text: messageText }),
  response: messageSchema,
  errors: ['NOT_FOUND', 'NOT_OWN_MESSAGE', 'TOO_LATE_TO_EDIT', 'SESSION_CLOSED'],
  example: { text: 'Hello, Mali here. I have looked into it.' },
})

export const removeReply = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/chats/:chatId/messages/:messageId',
  summary: 'Take an own message back, within 5 minutes',
  description: 'It stays as a removed one without text; the old text is kept for the record for 30 days.',
  tag: 'Chats',
  allow: 'member',
  params: messageParams,
  response: messageSchema,
  errors: ['NOT_FOUND', 'NOT_OWN_MESSAGE', 'TOO_LATE_TO_EDIT', 'SESSION_CLOSED'],
})

export const listMessageVersions = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats/:chatId/messages/:messageId/versions',
  summary: 'Earlier texts of a message, the newest first',
  tag: 'Chats',
  allow: 'member',
  params: messageParams,
  paged: true,
  response: z.array(z.object({ text: z.string(), replacedAt: timestamp })),
  errors: ['NOT_FOUND'],
})

/** Marks only move forward: lower numbers than what is known change nothing. */
export const marksChange = {
  deliveredSeq: z.int32().min(0).optional(),
  readSeq: z.int32().min(0).optional().meta({ description: 'What is read is delivered as well.' }),
}

export const markChat = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/:chatId/marks',
  summary: 'Tell how far members have read a chat',
  tag: 'Chats',
  allow: 'member',
  // Only a person has a screen and fingers.
  byKey: null,
  params: chatParams,
  body: z.strictObject(marksChange),
  response: marksSchema,
  errors: ['NOT_FOUND'],
  example: { readSeq: 4 },
})

export const readerSchema = z.object({
  memberId: id,
  name: z.string(),
  readSeq: z.number().int().meta({ description: 'They have seen everything up to it.' }),
})
export type Reader = z.output<typeof readerSchema>

export const readChat = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/chats/:chatId/readers/me',
  summary: 'Tell how far you have read a chat, and learn how far each of the team has',
  description: 'Moves forward only. Beside the marks, which say how far anybody of the team has read.',
  tag: 'Chats',
  allow: 'member',
  // Only a person has a screen.
  byKey: null,
  params: chatParams,
  body: z.strictObject({ readSeq: z.int32().min(0) }),
  response: z.array(readerSchema),
  errors: ['NOT_FOUND'],
  example: { readSeq: 4 },
})

export const markDelivered = defineEndpoint({
  method: 'POST',
  path: '/api/v1/inbox/delivered',
  summary: 'Tell that messages of visitors have arrived on a member’s screen',
  description: 'For several chats at once; chats that are not there are left out.',
  tag: 'Inbox',
  allow: 'member',
  // Only a person has a screen and fingers.
  byKey: null,
  body: z.strictObject({ chats: z.array(z.strictObject({ chatId: id, seq: z.int32().min(0) })).max(100) }),
  response: nothing,
  example: { chats: [{ chatId: '0199c0de-7000-7000-8000-000000000001', seq: 4 }] },
})

export const typeInChat = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/:chatId/typing',
  summary: 'Tell that a member is writing',
  description: 'Shown for 6 s; tell it again every 3 s while it goes on.',
  tag: 'Chats',
  allow: 'member',
  // Only a person has a screen and fingers.
  byKey: null,
  params: chatParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export type Citation = z.output<typeof citationSchema>
export type Message = z.output<typeof messageSchema>
export type Rating = (typeof ratings)[number]
export type RatingReason = (typeof ratingReasons)[number]
export type MessageState = (typeof messageStates)[number]
export type ChatBefore = z.output<typeof chatBeforeSchema>
export type BulkAction = z.output<typeof changeChats.body>['action']
export type Note = z.output<typeof noteSchema>
export type Teammate = z.output<typeof teammateSchema>
export type InboxCounts = z.output<typeof inboxCountsSchema>
export type Marks = z.output<typeof marksSchema>
export type AuthorKind = (typeof authorKinds)[number]
export type ChatState = z.output<typeof chatStateSchema>
export type ChatSummary = z.output<typeof chatSummarySchema>
export type RunningAnswer = z.output<typeof runningAnswerSchema>
