import { z } from 'zod'
import { chatFilter } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, text } from './fields.ts'
import { limits } from './limits.ts'

const tag = 'Inbox'

export const labelColors = ['gray', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const

const labelFields = { name: text(40), color: z.enum(labelColors) }
export const labelSchema = z.object({ id, ...labelFields })
const labelParams = z.strictObject({ labelId: id })

export const listChatLabels = defineEndpoint({
  method: 'GET',
  path: '/api/v1/labels',
  summary: 'The labels that chats can have',
  tag,
  allow: 'member',
  response: z.array(labelSchema),
})

export const addChatLabel = defineEndpoint({
  method: 'POST',
  path: '/api/v1/labels',
  summary: 'Add a label',
  description: `A workspace has ${limits.labelsMax} at most.`,
  tag,
  allow: 'member',
  body: z.strictObject(labelFields),
  status: 201,
  response: labelSchema,
  errors: ['NAME_TAKEN', 'LIST_FULL'],
  example: { name: 'Refund', color: 'amber' },
})

export const changeChatLabel = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/labels/:labelId',
  summary: 'Rename or recolour a label',
  tag,
  allow: 'member',
  params: labelParams,
  body: z.strictObject(labelFields),
  response: labelSchema,
  errors: ['NOT_FOUND', 'NAME_TAKEN'],
  example: { name: 'Refunds', color: 'amber' },
})

export const deleteChatLabel = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/labels/:labelId',
  summary: 'Delete a label',
  description: 'Chats lose it.',
  tag,
  allow: 'member',
  params: labelParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

/** What a view looks for: the filter of the list, as it is given there. */
export const viewFilterSchema = z.strictObject({ ...chatFilter, status: chatFilter.status })
const viewFields = { name: text(60), isShared: z.boolean(), filter: viewFilterSchema }
export const inboxViewSchema = z.object({ id, isOwn: z.boolean(), ...viewFields })
const viewParams = z.strictObject({ viewId: id })

export const listInboxViews = defineEndpoint({
  method: 'GET',
  path: '/api/v1/inbox/views',
  summary: 'Saved views: your own, and those that are shared',
  tag,
  allow: 'member',
  response: z.array(inboxViewSchema),
})

export const addInboxView = defineEndpoint({
  method: 'POST',
  path: '/api/v1/inbox/views',
  summary: 'Save a view',
  description: 'A shared one is there for every member; `me` in its filter is whoever looks.',
  tag,
  allow: 'member',
  // A view belongs to a person.
  byKey: null,
  body: z.strictObject(viewFields),
  status: 201,
  response: inboxViewSchema,
  errors: ['LIST_FULL'],
  example: { name: 'Refunds in Thai', isShared: true, filter: { status: 'open', locale: 'th' } },
})

export const changeInboxView = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/inbox/views/:viewId',
  summary: 'Change a view of your own',
  tag,
  allow: 'member',
  byKey: null,
  params: viewParams,
  body: z.strictObject(viewFields),
  response: inboxViewSchema,
  errors: ['NOT_FOUND'],
  example: { name: 'Refunds in Thai', isShared: false, filter: { status: 'open', locale: 'th' } },
})

export const deleteInboxView = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/inbox/views/:viewId',
  summary: 'Delete a view of your own',
  tag,
  allow: 'member',
  byKey: null,
  params: viewParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

const cannedFields = {
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{M}\p{N}_-]{1,40}$/u, { error: 'Must be up to 40 letters, digits, hyphens or underscores.' }),
  text: text(limits.messageMaxLength),
}
export const cannedReplySchema = z.object({ id, ...cannedFields })
const cannedParams = z.strictObject({ replyId: id })

export const listCannedReplies = defineEndpoint({
  method: 'GET',
  path: '/api/v1/canned-replies',
  summary: 'Replies that are written once and used often, by shortcut',
  tag,
  allow: 'member',
  response: z.array(cannedReplySchema),
})

export const addCannedReply = defineEndpoint({
  method: 'POST',
  path: '/api/v1/canned-replies',
  summary: 'Add a canned reply',
  description:
    '`{{visitor.name}}`, `{{member.name}}` and `{{workspace.name}}` are filled in when it is put into a reply.',
  tag,
  allow: 'member',
  body: z.strictObject(cannedFields),
  status: 201,
  response: cannedReplySchema,
  errors: ['NAME_TAKEN', 'LIST_FULL'],
  example: { shortcut: 'hello', text: 'Hello {{visitor.name}}, how can I help?' },
})

export const changeCannedReply = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/canned-replies/:replyId',
  summary: 'Change a canned reply',
  tag,
  allow: 'member',
  params: cannedParams,
  body: z.strictObject(cannedFields),
  response: cannedReplySchema,
  errors: ['NOT_FOUND', 'NAME_TAKEN'],
  example: { shortcut: 'hello', text: 'Hello {{visitor.name}}!' },
})

export const deleteCannedReply = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/canned-replies/:replyId',
  summary: 'Delete a canned reply',
  tag,
  allow: 'member',
  params: cannedParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export type ChatLabel = z.output<typeof labelSchema>
export type LabelColor = (typeof labelColors)[number]
export type ViewFilter = z.output<typeof viewFilterSchema>
export type InboxView = z.output<typeof inboxViewSchema>
export type CannedReply = z.output<typeof cannedReplySchema>
