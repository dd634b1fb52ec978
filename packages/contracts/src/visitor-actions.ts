import { z } from 'zod'
import { marksChange, marksSchema, messageSchema, ratingReasons, ratingSchema, ratings } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, localeSchema, messageText, nothing, optionalText, timestamp } from './fields.ts'
import { limits } from './limits.ts'
import { profileChange, trackedName, trackedProperties, visitorProfileSchema } from './profile.ts'
import { startSession, tokenErrors, visitorParams, visitorToken } from './visitor.ts'
import { whereaboutsSchema } from './whereabouts.ts'

/** What a visitor does in a chat beyond writing: see visitor.ts for how these calls travel. */
const action = { method: 'POST', tag: 'Visitor', allow: 'visitor', params: visitorParams } as const
const token = visitorToken
const exampleToken = 'vt1.the-token-that-session-gave'
const exampleId = '0199c0de-7000-7000-8000-000000000001'

export const editVisitorMessage = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/edit',
  summary: 'Change an own message, within 5 minutes',
  description:
    'The old text is kept for the record. An answer that is being written starts again from the new text. One that is ' +
    'there already stays, unless `answerAgain` asks for another: then it is kept as replaced.',
  body: z.strictObject({ token, messageId: id, text: messageText, answerAgain: z.boolean().default(false) }),
  response: messageSchema,
  errors: [...tokenErrors, 'NOT_FOUND', 'NOT_OWN_MESSAGE', 'TOO_LATE_TO_EDIT', 'SESSION_CLOSED'],
  example: { token: exampleToken, messageId: exampleId, text: 'How long does shipping to Chiang Mai take?' },
})

export const removeVisitorMessage = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/remove',
  summary: 'Take an own message back, within 5 minutes',
  description:
    'It stays as a removed one without text. An answer that is being written is dropped; one that is there stays, and ' +
    'neither is shown to the AI again.',
  body: z.strictObject({ token, messageId: id }),
  response: messageSchema,
  errors: [...tokenErrors, 'NOT_FOUND', 'NOT_OWN_MESSAGE', 'TOO_LATE_TO_EDIT', 'SESSION_CLOSED'],
  example: { token: exampleToken, messageId: exampleId },
})

export const markVisitorChat = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/marks',
  summary: 'Tell what has arrived and what has been seen',
  body: z.strictObject({ token, ...marksChange }),
  response: marksSchema,
  errors: [...tokenErrors, 'NOT_FOUND'],
  example: { token: exampleToken, readSeq: 4 },
})

export const typeAsVisitor = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/typing',
  summary: 'Tell that the visitor is writing',
  description: 'Shown for 6 s; tell it again every 3 s while it goes on.',
  body: z.strictObject({ token }),
  response: nothing,
  errors: tokenErrors,
  example: { token: exampleToken },
})

export const stopAnswer = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/stop',
  summary: 'Stop the answer that is being written',
  description: 'What was shown of it is kept as a stopped message. Nothing happens when no answer is being written.',
  body: z.strictObject({ token }),
  response: nothing,
  errors: [...tokenErrors, 'NOT_FOUND'],
  example: { token: exampleToken },
})

export const regenerateAnswer = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/regenerate',
  summary: 'Ask for another answer in place of the newest one',
  description: 'Only while the AI has the chat and nothing was said after the answer. The old one is kept as replaced.',
  body: z.strictObject({ token, messageId: id }),
  response: nothing,
  errors: [...tokenErrors, 'NOT_FOUND', 'NOTHING_TO_ANSWER', 'SESSION_CLOSED', 'WIDGET_PAUSED'],
  example: { token: exampleToken, messageId: exampleId },
})

export const rateAnswer = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/rate-answer',
  summary: 'Say whether an answer of the AI helped',
  description:
    'Can be changed and, with null, taken back, also once the chat is closed. A reason goes with `down` only, and stays until the rating changes.',
  body: z.strictObject({
    token,
    messageId: id,
    rating: z.enum(ratings).nullable(),
    reason: z.enum(ratingReasons).nullable().default(null),
  }),
  response: messageSchema,
  errors: [...tokenErrors, 'NOT_FOUND'],
  example: { token: exampleToken, messageId: exampleId, rating: 'down', reason: 'incomplete' },
})

export const resetVisitorChat = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/reset',
  summary: 'End the chat and begin a new one',
  description: 'The old chat is closed and stays in the inbox. The returned token is for the new one.',
  body: z.strictObject({ token }),
  response: startSession.response,
  errors: tokenErrors,
  example: { token: exampleToken },
})

export const rateChat = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/rate',
  summary: 'Say how the chat was',
  description: 'The newest rating counts. A comment may come with it or later; left out, it stays as it was.',
  body: z.strictObject({
    token,
    rating: ratingSchema,
    comment: optionalText(limits.ratingCommentMaxLength).optional(),
  }),
  response: nothing,
  errors: [...tokenErrors, 'NOT_FOUND'],
  example: { token: exampleToken, rating: 3, comment: 'Quick and kind.' },
})

export const updateVisitor = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/profile',
  summary: 'Tell who the visitor is',
  description:
    'Kept with the visitor once there is a chat; nothing is stored before the first message (`NOT_FOUND`: tell it again ' +
    'after it). What is left out stays as it was.',
  body: z.strictObject({ token, ...profileChange, locale: localeSchema.optional() }),
  response: visitorProfileSchema,
  errors: [...tokenErrors, 'NOT_FOUND'],
  example: { token: exampleToken, name: 'Somchai', attributes: { plan: 'pro' } },
})

export const trackVisitor = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/track',
  summary: 'Tell something the visitor did on the page',
  description: 'Shown to members beside the chat. As with the profile, only once there is a chat.',
  body: z.strictObject({ token, name: trackedName, properties: trackedProperties.default({}) }),
  response: nothing,
  errors: [...tokenErrors, 'NOT_FOUND'],
  example: { token: exampleToken, name: 'checkout_started', properties: { total: 1250 } },
})

export const exportVisitor = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/export',
  summary: 'Everything that is kept of the visitor: profile, pages, device, consent and chats',
  body: z.strictObject({ token }),
  response: z.object({
    schemaVersion: z.literal(1),
    exportedAt: timestamp,
    visitor: visitorProfileSchema.nullable(),
    whereabouts: whereaboutsSchema.nullable(),
    chats: z.array(
      z.object({
        id,
        createdAt: timestamp,
        closedAt: timestamp.nullable(),
        rating: ratingSchema.nullable(),
        ratingComment: z.string().nullable(),
        messages: z.array(messageSchema),
      }),
    ),
  }),
  errors: tokenErrors,
  example: { token: exampleToken },
})

export const eraseVisitor = defineEndpoint({
  ...action,
  path: '/api/v1/visitor/:widgetKey/erase',
  summary: 'Delete the visitor’s chats and profile for good',
  description:
    'Every message, earlier text, tracked event, page and fact about the visitor is deleted at once; it cannot be undone.',
  body: z.strictObject({ token }),
  response: nothing,
  errors: tokenErrors,
  example: { token: exampleToken },
})
