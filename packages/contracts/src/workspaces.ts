import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, optionalText, text, timeZone, webAddress } from './fields.ts'
import { limits } from './limits.ts'
import { widgetPositions } from './visitor.ts'

export const workspaceSchema = z.object({
  id,
  name: z.string(),
  isSample: z.boolean(),
  timeZone: z.string().meta({ description: 'By which days and hours are told, such as Asia/Bangkok.' }),
  aiPaused: z.boolean().meta({ description: 'Nothing is answered by the AI; visitors’ messages wait for people.' }),
  secondFactorRequired: z.boolean().meta({ description: 'Members without one can do nothing here but set one up.' }),
})

export const widgetSchema = z.object({
  id,
  key: z.string(),
  name: z.string(),
  title: z.string(),
  accentColor: z.string(),
  position: z.enum(widgetPositions),
  greeting: z.object({ en: z.string(), th: z.string() }),
  allowedOrigins: z.array(z.string()).meta({ description: 'Such as https://shop.example.com; empty: any page.' }),
  paused: z.boolean().meta({ description: 'A paused widget takes no messages.' }),
  aiPaused: z.boolean().meta({ description: 'The AI answers nothing in this widget; messages wait for people.' }),
  privacyUrl: z.string().nullable(),
  consentRequired: z.boolean(),
  identityRequired: z.boolean().meta({ description: 'Only visitors whom the site has proven may chat.' }),
  snippet: z.string().meta({ description: 'The script tag to put on a page.' }),
})

const origin = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/, {
    error: 'Write an origin such as https://shop.example.com, without a path.',
  })
  // As browsers name it.
  .overwrite((value) => value.replace(/^(https:.+):443$|^(http:.+):80$/, '$1$2'))

const widgetParams = z.strictObject({ widgetId: id })

export const getWorkspace = defineEndpoint({
  method: 'GET',
  path: '/api/v1/workspace',
  summary: 'The workspace and its settings',
  tag: 'Workspace',
  allow: 'member',
  response: workspaceSchema,
})

export const updateWorkspace = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/workspace',
  summary: 'Change the name or the time zone, or pause the AI',
  tag: 'Workspace',
  allow: 'admin',
  body: z.strictObject({
    name: text(limits.nameMaxLength).optional(),
    timeZone: timeZone.optional(),
    aiPaused: z.boolean().optional(),
  }),
  response: workspaceSchema,
  example: { aiPaused: false },
})

export const requireSecondFactor = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/workspace/second-factor',
  summary: 'Ask for a second factor of every member, or not',
  description:
    'Holds at once: who has none is led to set one up, and can do nothing else here until then. API keys go on. Who asks for it needs one first.',
  tag: 'Workspace',
  allow: 'owner',
  body: z.strictObject({ isRequired: z.boolean() }),
  response: workspaceSchema,
  errors: ['SECOND_FACTOR_REQUIRED'],
  example: { isRequired: false },
})

export const listWidgets = defineEndpoint({
  method: 'GET',
  path: '/api/v1/widgets',
  summary: 'List widgets',
  tag: 'Widgets',
  allow: 'member',
  paged: true,
  response: z.array(widgetSchema),
})

export const updateWidget = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/widgets/:widgetId',
  summary: 'Change how a widget looks and where it may be used',
  tag: 'Widgets',
  allow: 'admin',
  params: widgetParams,
  body: z.strictObject({
    name: text(limits.nameMaxLength).optional(),
    title: text(60).optional(),
    accentColor: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, { error: 'Write a colour such as #0f766e.' })
      .optional(),
    position: z.enum(widgetPositions).optional(),
    greeting: z.strictObject({ en: optionalText(500), th: optionalText(500) }).optional(),
    allowedOrigins: z.array(origin).max(limits.originsMax).optional(),
    paused: z.boolean().optional(),
    aiPaused: z.boolean().optional(),
    privacyUrl: z
      .union([z.literal(''), webAddress(500)])
      .nullable()
      .optional(),
    consentRequired: z.boolean().optional(),
    identityRequired: z.boolean().optional(),
  }),
  response: widgetSchema,
  errors: ['NOT_FOUND'],
  example: { title: 'Ask us', allowedOrigins: ['https://shop.example.com'] },
})

export const deleteSample = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/sample',
  summary: 'Delete the sample workspace with all it holds',
  tag: 'Workspace',
  allow: 'operator',
  response: nothing,
  errors: ['NOT_FOUND'],
})

export type Workspace = z.output<typeof workspaceSchema>
export type Widget = z.output<typeof widgetSchema>
