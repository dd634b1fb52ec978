import { z } from 'zod'
import { chatParams } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { nothing, timestamp, webAddress } from './fields.ts'
import { tokenErrors, visitorParams, visitorToken } from './visitor.ts'

/** Where a visitor is and has been, on what device, and whether they let that be kept. */
export const whereaboutsSchema = z.object({
  device: z.string().nullable().meta({
    description: 'Browser and system, as far as the browser tells; null where it may not be kept.',
    example: 'Chrome on Windows',
  }),
  isConsentGiven: z.boolean().nullable().meta({
    description: 'What the visitor said last to a page that asks for consent; null: their page has told nothing of it.',
  }),
  consentAt: timestamp.nullable().meta({ description: 'Since when it is so.' }),
  pages: z
    .array(
      z.object({
        url: z.string(),
        firstSeenAt: timestamp,
        lastSeenAt: timestamp,
        views: z.number().int().min(1),
      }),
    )
    .meta({ description: 'The newest 30, the one where they came last in front.' }),
})

export const tellWhereabouts = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/whereabouts',
  summary: 'Tell on which page the visitor is',
  description:
    'Shown to members beside the chat, with the device that the `User-Agent` names; as with the profile, only once there ' +
    'is a chat. `consent`: whether the visitor lets something be kept, where the page asks them. Without it, where page ' +
    'or widget ask, pages and device are not kept, and what was kept of them is deleted.',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({
    token: visitorToken,
    pageUrl: webAddress(2000).optional().meta({ description: 'Kept without its fragment.' }),
    consent: z.boolean().optional(),
  }),
  response: nothing,
  errors: [...tokenErrors, 'NOT_FOUND'],
  example: { token: 'vt1.the-token-that-session-gave', pageUrl: 'https://shop.example.com/cups' },
})

export const getChatWhereabouts = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats/:chatId/whereabouts',
  summary: 'Pages, device and consent of a chat’s visitor',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  response: whereaboutsSchema.extend({
    isConsentRequired: z.boolean().meta({ description: 'Whether the widget asks for consent now.' }),
  }),
  errors: ['NOT_FOUND'],
})

export type Whereabouts = z.output<typeof whereaboutsSchema>
export type ChatWhereabouts = z.output<typeof getChatWhereabouts.response>
