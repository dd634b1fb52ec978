import { z } from 'zod'
import { chatSummarySchema } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, pageQuery, timestamp } from './fields.ts'
import { limits } from './limits.ts'

/** A day as the workspace's clocks show it. */
const day = z.iso.date().meta({ example: '2026-11-01' })

const dayMs = 24 * 3600_000
const daysOf = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / dayMs + 1

/** Both days are part of it. */
const rangeFields = {
  from: day,
  to: day,
  widgetId: id.optional().meta({ description: 'Only of this widget.' }),
}
const isRange = (range: { from: string; to: string }) => {
  const days = daysOf(range)
  return days >= 1 && days <= limits.analyticsMaxDays
}
const rangeProblem = { error: `From one day to ${limits.analyticsMaxDays} days, the first one first.`, path: ['to'] }
const rangeQuery = z.strictObject(rangeFields).refine(isRange, rangeProblem)

const count = z.number().int()

/** What is counted of a period. Each is explained in docs/analytics.md, and opens the chats that it counts. */
export const figureNames = [
  'chats',
  'visitor_messages',
  'ai_messages',
  'member_messages',
  'person_requests',
  'confirmed',
  'assumed',
  'unresolved',
  'reopened',
  'questions',
  'unanswered_questions',
] as const

const figuresSchema = z.object(
  Object.fromEntries(figureNames.map((name) => [name, count])) as Record<(typeof figureNames)[number], typeof count>,
)

/** How long answers took: how many took up to so long, and what follows from it. */
const timesSchema = z.object({
  count,
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable().meta({ description: 'Nine of ten took no longer.' }),
  buckets: z.array(
    z.object({
      bin: z.number().int(),
      upToMs: z.number().nullable().meta({ description: 'null: anything longer.' }),
      count,
    }),
  ),
})

const ratingsSchema = z.object({ good: count, ok: count, bad: count })

const periodSchema = z.object({
  figures: figuresSchema,
  shown: count.meta({ description: 'How often a page has shown the launcher.' }),
  opened: count.meta({ description: 'How often a chat was opened by somebody who had none under way.' }),
  aiTimes: timesSchema,
  memberTimes: timesSchema,
  ratings: ratingsSchema,
})

export const getAnalytics = defineEndpoint({
  method: 'GET',
  path: '/api/v1/analytics',
  summary: 'What happened in a period, and in the one before it',
  description:
    'Days are those of the workspace’s time zone. The period before is as long and ends the day before. Counted are ' +
    'events up to `countedUntil`, a few seconds ago; reading costs the same however much was written.',
  tag: 'Analytics',
  allow: 'member',
  query: rangeQuery,
  response: z.object({
    timeZone: z.string(),
    countedUntil: timestamp.nullable().meta({ description: 'null: nothing was counted yet.' }),
    now: periodSchema,
    before: periodSchema,
    series: z.object({
      by: z.enum(['hour', 'day']).meta({ description: 'By hour for at most two days.' }),
      points: z.array(
        z.object({
          at: z.string().meta({ description: 'A local day, or a local hour such as 2026-11-01T14:00.' }),
          chats: count,
          visitorMessages: count,
          aiMessages: count,
          memberMessages: count,
        }),
      ),
    }),
    peakHours: z
      .array(z.object({ weekday: z.number().int(), hour: z.number().int(), visitorMessages: count }))
      .meta({ description: 'Weekday 1 is Monday. Hours without a message are left out.' }),
  }),
})

export const listCommonQuestions = defineEndpoint({
  method: 'GET',
  path: '/api/v1/analytics/questions',
  summary: 'What visitors asked most, alike questions together',
  tag: 'Analytics',
  allow: 'member',
  query: z
    .strictObject({
      ...rangeFields,
      only: z.enum(['all', 'unanswered']).default('all').meta({ description: 'unanswered: what the AI did not know.' }),
    })
    .refine(isRange, rangeProblem),
  paged: true,
  response: z.array(
    z.object({
      group: z.string(),
      example: z.string().meta({ description: 'How somebody has asked it last.' }),
      count,
      unanswered: count.meta({ description: 'Among them.' }),
    }),
  ),
})

export const compareProviders = defineEndpoint({
  method: 'GET',
  path: '/api/v1/analytics/providers',
  summary: 'How the AI providers have done',
  tag: 'Analytics',
  allow: 'member',
  query: rangeQuery,
  paged: true,
  response: z.array(
    z.object({
      provider: z.string().meta({ description: 'Its id, or `builtin` for the built-in responder.' }),
      name: z.string().nullable().meta({ description: 'null: the provider was removed.' }),
      answers: count,
      failures: count.meta({ description: 'How often the next one had to answer.' }),
      firstWords: timesSchema,
      costMicroUsd: count.meta({ description: 'Of its answers, in millionths of a US dollar.' }),
    }),
  ),
})

export const listWorkload = defineEndpoint({
  method: 'GET',
  path: '/api/v1/analytics/members',
  summary: 'What each member has done',
  tag: 'Analytics',
  allow: 'member',
  query: rangeQuery,
  paged: true,
  response: z.array(
    z.object({
      memberId: id,
      name: z.string().nullable().meta({ description: 'null: they have no account any more.' }),
      chatsTaken: count,
      replies: count,
      waits: count.meta({ description: 'How often they answered somebody who waited.' }),
      averageWaitMs: z.number().nullable(),
    }),
  ),
})

/** A figure that has a row for each of something: a provider, a member, a group of questions; or for each range of times. */
export const detailedFigures = [
  'ai_times',
  'member_times',
  'question',
  'unanswered',
  'provider_answers',
  'provider_failures',
  'member_chats',
  'member_replies',
  'member_waits',
  'ratings',
] as const

export const listCountedChats = defineEndpoint({
  method: 'GET',
  path: '/api/v1/analytics/chats',
  summary: 'The chats that a figure counts',
  description:
    'Those with the newest counted event first. `times` says how often the chat is in the figure, so that they add up to it.',
  tag: 'Analytics',
  allow: 'member',
  query: z
    .strictObject({
      ...rangeFields,
      ...pageQuery.shape,
      figure: z.enum([...figureNames, ...detailedFigures]),
      of: z
        .string()
        .max(80)
        .default('')
        .meta({ description: 'The provider, member or group of questions of a figure that has a row for each.' }),
      bin: z.coerce.number().int().min(0).max(100).optional().meta({ description: 'Of times; of ratings 1, 2 or 3.' }),
      weekday: z.coerce.number().int().min(1).max(7).optional(),
      hour: z.coerce.number().int().min(0).max(23).optional(),
    })
    .refine(isRange, rangeProblem),
  paged: true,
  response: z.array(
    z.object({
      chat: chatSummarySchema,
      times: count,
      lastAt: timestamp.meta({ description: 'The quarter of an hour in which it was counted last.' }),
      lastSeq: z.number().int().meta({ description: 'The event that was counted last.' }),
    }),
  ),
})

export type Analytics = z.output<typeof getAnalytics.response>
export type AnalyticsPeriod = z.output<typeof periodSchema>
export type AnswerTimes = z.output<typeof timesSchema>
export type CountedFigure = (typeof figureNames)[number] | (typeof detailedFigures)[number]
export type FigureName = (typeof figureNames)[number]
export type CommonQuestion = z.output<typeof listCommonQuestions.response>[number]
export type ProviderFigures = z.output<typeof compareProviders.response>[number]
export type MemberWorkload = z.output<typeof listWorkload.response>[number]
export type CountedChat = z.output<typeof listCountedChats.response>[number]
