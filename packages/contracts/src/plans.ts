/**
 * What each plan allows. Counts, messages per calendar month (UTC) of visitors and the AI, storage in bytes; null: no
 * limit. An operator assigns a plan to a workspace.
 */
export const plans = {
  free: {
    messagesPerMonth: 2000,
    members: 3,
    widgets: 1,
    knowledgeSources: 50,
    storageBytes: 100_000_000,
    apiKeys: 2,
    apiRequestsPerHour: 1000,
  },
  pro: {
    messagesPerMonth: 50_000,
    members: 20,
    widgets: 10,
    knowledgeSources: 1000,
    storageBytes: 5_000_000_000,
    apiKeys: 20,
    apiRequestsPerHour: 1000,
  },
  business: {
    messagesPerMonth: null,
    members: null,
    widgets: null,
    knowledgeSources: null,
    storageBytes: 100_000_000_000,
    apiKeys: 100,
    apiRequestsPerHour: 10_000,
  },
} as const satisfies Record<string, PlanLimits>

export type PlanLimits = {
  messagesPerMonth: number | null
  members: number | null
  widgets: number | null
  knowledgeSources: number | null
  storageBytes: number | null
  apiKeys: number | null
  apiRequestsPerHour: number
}

export const planNames = ['free', 'pro', 'business'] as const satisfies (keyof typeof plans)[]
export type PlanName = (typeof planNames)[number]

/** What a workspace can use up. */
export const quotas = [
  'messagesPerMonth',
  'members',
  'widgets',
  'knowledgeSources',
  'storageBytes',
  'apiKeys',
] as const satisfies (keyof PlanLimits)[]
export type Quota = (typeof quotas)[number]

/** From this share on a quota is nearly used up; at 1 it is. */
export const nearShare = 0.8

export type QuotaState = 'ok' | 'near' | 'reached'

export function quotaState(used: number, limit: number | null): QuotaState {
  if (limit === null) return 'ok'
  if (used >= limit) return 'reached'
  return used >= limit * nearShare ? 'near' : 'ok'
}
