import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, timestamp } from './fields.ts'
import { limits } from './limits.ts'

const tag = 'Inbox'

export const notificationWishesSchema = z.object({
  requests: z.boolean().meta({ description: 'A visitor asks for a person, or has waited too long for one.' }),
  assignments: z.boolean().meta({ description: 'A chat has become yours.' }),
  mentions: z.boolean().meta({ description: 'A colleague’s note names you.' }),
  messages: z.boolean().meta({ description: 'The visitor of a chat of yours writes.' }),
  previews: z.boolean().meta({ description: 'Notifications show what was written.' }),
})

/** Of who has changed nothing. What was written may be seen by whoever is beside a locked screen. */
export const defaultNotificationWishes: NotificationWishes = {
  requests: true,
  assignments: true,
  mentions: true,
  messages: true,
  previews: false,
}

export const pushDeviceSchema = z.object({
  id,
  device: z.string().meta({ example: 'Chrome on Android' }),
  createdAt: timestamp,
  isCurrent: z.boolean().meta({ description: 'The browser that asks.' }),
})

const notificationsSchema = z.object({
  wishes: notificationWishesSchema,
  devices: z.array(pushDeviceSchema),
  pushKey: z.string().meta({ description: '`applicationServerKey` for `PushManager.subscribe`, in base64url.' }),
})

export const getNotifications = defineEndpoint({
  method: 'GET',
  path: '/api/v1/notifications',
  summary: 'What you hear of, and your devices that get push messages',
  tag,
  allow: 'member',
  // It is about a person, as are the others.
  byKey: null,
  response: notificationsSchema,
})

export const changeNotifications = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/notifications',
  summary: 'Change what you hear of in this workspace',
  tag,
  allow: 'member',
  byKey: null,
  body: z.strictObject(notificationWishesSchema.partial().shape),
  response: notificationWishesSchema,
  example: { messages: false },
})

const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/, { error: 'Must be base64url.' })
const bytes = (length: number) =>
  base64url.refine((text) => Math.floor((text.replace(/=+$/, '').length * 3) / 4) === length, {
    error: `Must be ${length} bytes in base64url.`,
  })

export const addPushDevice = defineEndpoint({
  method: 'POST',
  path: '/api/v1/notifications/devices',
  summary: 'Have push messages sent to this browser',
  description:
    'Takes what `PushSubscription.toJSON()` gives. Sent again it replaces what was there for the browser, and beyond ' +
    `${limits.pushDevicesMax} devices the oldest one goes. Ends with the sign-in session, or when the push service says that the subscription has ended.`,
  tag,
  allow: 'member',
  byKey: null,
  body: z.strictObject({
    endpoint: z.url({ protocol: /^https?$/ }).max(1000),
    keys: z.strictObject({ p256dh: bytes(65), auth: bytes(16) }),
  }),
  status: 201,
  response: pushDeviceSchema,
  errors: ['ADDRESS_NOT_ALLOWED'],
  example: {
    endpoint: 'https://push.example.com/send/e7f1',
    keys: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  },
})

export const removePushDevice = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/notifications/devices/:deviceId',
  summary: 'Send a device of yours no more push messages',
  tag,
  allow: 'member',
  byKey: null,
  params: z.strictObject({ deviceId: id }),
  response: nothing,
  errors: ['NOT_FOUND'],
})

export type NotificationWishes = z.output<typeof notificationWishesSchema>
export type PushDevice = z.output<typeof pushDeviceSchema>
export type Notifications = z.output<typeof notificationsSchema>
