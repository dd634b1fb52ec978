import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { timestamp } from './fields.ts'
import { planNames, quotas } from './plans.ts'

export const quotaUseSchema = z.object({
  quota: z.enum(quotas),
  used: z.number().int(),
  limit: z.number().int().nullable().meta({ description: 'null: no limit.' }),
  state: z.enum(['ok', 'near', 'reached']).meta({ description: 'near: from 80 % on.' }),
})

export const getPlan = defineEndpoint({
  method: 'GET',
  path: '/api/v1/plan',
  summary: 'The plan of the workspace, and how much of it is used',
  description: 'Messages are those of visitors and the AI; they are counted a few seconds later.',
  tag: 'Workspace',
  allow: 'member',
  response: z.object({
    plan: z.enum(planNames).nullable().meta({ description: 'null: the sample workspace, which has no limits.' }),
    quotas: z.array(quotaUseSchema),
    resetsAt: timestamp.meta({ description: 'When the next month begins (UTC).' }),
  }),
})

export type QuotaUse = z.output<typeof quotaUseSchema>
export type Plan = z.output<typeof getPlan.response>
