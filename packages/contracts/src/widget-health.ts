import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, timestamp } from './fields.ts'
import { visitorErrors, visitorParams } from './visitor.ts'

/**
 * What a widget reports of its own failures (F12.12). panel: its script could not be loaded; stream: streams do not get
 * through and it polls; storage: the browser keeps storage from it; send: a message was given up; script: an exception in
 * our own code.
 */
export const widgetProblemKinds = ['panel', 'stream', 'storage', 'send', 'script'] as const

export const reportWidgetProblem = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/report',
  summary: 'Report a failure of the widget itself',
  description: 'Counted by day and kind for the owner. Holds nothing about the visitor.',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({
    kind: z.enum(widgetProblemKinds),
    detail: z.string().max(300).default('').meta({ description: 'Such as the message of the exception.' }),
    origin: z.string().max(300).default('').meta({ description: 'Of the page; no path.' }),
  }),
  response: nothing,
  errors: visitorErrors,
  example: { kind: 'stream', detail: '', origin: 'https://shop.example.com' },
})

export const getWidgetHealth = defineEndpoint({
  method: 'GET',
  path: '/api/v1/widgets/:widgetId/health',
  summary: 'What widgets reported of their own failures in the last 30 days',
  tag: 'Widgets',
  allow: 'member',
  params: z.strictObject({ widgetId: id }),
  response: z.object({
    problems: z.array(
      z.object({
        day: z.iso.date(),
        kind: z.enum(widgetProblemKinds),
        count: z.number().int(),
        lastDetail: z.string(),
        lastOrigin: z.string(),
        lastBrowser: z.string().meta({ description: 'Family and major version.' }),
        lastAt: timestamp,
      }),
    ),
  }),
  errors: ['NOT_FOUND'],
})

export type WidgetProblemKind = (typeof widgetProblemKinds)[number]
