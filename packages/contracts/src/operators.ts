import { z } from 'zod'
import { chatParams, chatSummarySchema, messageSchema } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, optionalText, pageQuery, text, timestamp } from './fields.ts'
import { planNames } from './plans.ts'

const tag = 'Operators'
const search = optionalText(200).optional()

// ── accounts ──

export const userStates = ['operator', 'locked', 'unverified'] as const

export const userSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  isOperator: z.boolean(),
  isVerified: z.boolean(),
  lockedAt: timestamp.nullable().meta({ description: 'Locked by an operator.' }),
  guessLockUntil: timestamp.nullable().meta({ description: 'Locked for a while, after wrong passwords.' }),
  createdAt: timestamp,
  lastSeenAt: timestamp.nullable(),
  sessionCount: z.number().int(),
  workspaces: z.array(z.object({ id, name: z.string(), role: z.enum(['owner', 'admin', 'member']) })),
})
const userParams = z.strictObject({ userId: id })
const userAction = {
  method: 'POST',
  tag,
  allow: 'operator',
  params: userParams,
  response: userSchema,
} as const

export const listUsers = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/users',
  summary: 'Accounts, the newest first',
  tag,
  allow: 'operator',
  query: pageQuery.extend({ search, state: z.enum(userStates).optional() }),
  paged: true,
  response: z.array(userSchema),
})

export const lockUser = defineEndpoint({
  ...userAction,
  path: '/api/v1/admin/users/:userId/lock',
  summary: 'Lock an account',
  description:
    'Ends all its sessions at once, open streams included; signing in says that it is locked. Never your own.',
  errors: ['NOT_FOUND', 'NOT_YOURSELF'],
})

export const unlockUser = defineEndpoint({
  ...userAction,
  path: '/api/v1/admin/users/:userId/unlock',
  summary: 'Take locks off an account: an operator’s, and the one after wrong passwords',
  errors: ['NOT_FOUND'],
})

export const verifyUser = defineEndpoint({
  ...userAction,
  path: '/api/v1/admin/users/:userId/verify-email',
  summary: 'Take an address for confirmed',
  errors: ['NOT_FOUND'],
})

export const makeOperator = defineEndpoint({
  ...userAction,
  path: '/api/v1/admin/users/:userId/make-operator',
  summary: 'Make somebody an operator',
  errors: ['NOT_FOUND'],
})

export const dismissOperator = defineEndpoint({
  ...userAction,
  path: '/api/v1/admin/users/:userId/dismiss-operator',
  summary: 'Make somebody an operator no longer; never the last one',
  errors: ['NOT_FOUND', 'LAST_OPERATOR'],
})

export const makeResetLink = defineEndpoint({
  ...userAction,
  path: '/api/v1/admin/users/:userId/reset-link',
  summary: 'A link by which somebody sets a new password',
  description: 'For servers that send no mail: hand it over yourself. It works once, within an hour.',
  status: 201,
  response: z.object({ url: z.string(), expiresAt: timestamp }),
  errors: ['NOT_FOUND'],
})

// ── workspaces ──

export const operatedWorkspaceStates = ['locked', 'sample', 'deleted'] as const
export type OperatedWorkspaceState = (typeof operatedWorkspaceStates)[number]

export const operatedWorkspaceSchema = z.object({
  id,
  name: z.string(),
  isSample: z.boolean(),
  plan: z.enum(planNames),
  isDefaultPlan: z.boolean(),
  lockedAt: timestamp.nullable(),
  lockReason: z.string().nullable(),
  deletedAt: timestamp.nullable().meta({ description: 'By an owner; it is purged 30 days later.' }),
  owners: z.array(z.object({ id, name: z.string(), email: z.string() })),
  usage: z.object({
    members: z.number().int(),
    widgets: z.number().int(),
    knowledgeSources: z.number().int(),
    storageBytes: z.number().int(),
    messages: z.number().int().meta({ description: 'This month, of visitors and the AI.' }),
    answers: z.number().int(),
  }),
  createdAt: timestamp,
})
const workspaceParams = z.strictObject({ workspaceId: id })

export const listWorkspaces = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/workspaces',
  summary: 'Workspaces with what they use, the newest first',
  tag,
  allow: 'operator',
  query: pageQuery.extend({
    search,
    plan: z.enum(planNames).optional(),
    state: z.enum(operatedWorkspaceStates).optional(),
  }),
  paged: true,
  response: z.array(operatedWorkspaceSchema),
})

export const changePlan = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/admin/workspaces/:workspaceId/plan',
  summary: 'Give a workspace a plan',
  tag,
  allow: 'operator',
  params: workspaceParams,
  body: z.strictObject({
    plan: z.enum(planNames).nullable().meta({ description: 'null: the default of the server.' }),
  }),
  response: operatedWorkspaceSchema,
  errors: ['NOT_FOUND'],
  example: { plan: 'pro' },
})

export const lockWorkspace = defineEndpoint({
  method: 'POST',
  path: '/api/v1/admin/workspaces/:workspaceId/lock',
  summary: 'Lock a workspace',
  description:
    'Its members can do nothing in it, its widgets take no messages and the AI answers nobody. Nothing is lost.',
  tag,
  allow: 'operator',
  params: workspaceParams,
  body: z.strictObject({ reason: text(300) }),
  response: operatedWorkspaceSchema,
  errors: ['NOT_FOUND'],
  example: { reason: 'Unpaid since March' },
})

export const unlockWorkspace = defineEndpoint({
  method: 'POST',
  path: '/api/v1/admin/workspaces/:workspaceId/unlock',
  summary: 'Unlock a workspace',
  tag,
  allow: 'operator',
  params: workspaceParams,
  response: operatedWorkspaceSchema,
  errors: ['NOT_FOUND'],
})

// ── looking into a workspace ──

export const visitSchema = z.object({
  id,
  workspace: z.object({ id, name: z.string() }),
  reason: z.string(),
  expiresAt: timestamp,
})
const visitParams = z.strictObject({ workspaceId: id, visitId: id })

export const beginVisit = defineEndpoint({
  method: 'POST',
  path: '/api/v1/admin/workspaces/:workspaceId/visits',
  summary: 'Open the chats of a workspace, to read',
  description: 'For an hour, with a reason. Its owners see in their audit log who looked, and why.',
  tag,
  allow: 'operator',
  params: workspaceParams,
  body: z.strictObject({ reason: text(300) }),
  status: 201,
  response: visitSchema,
  errors: ['NOT_FOUND'],
  example: { reason: 'Ticket 1042: an answer goes wrong' },
})

export const getVisit = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/workspaces/:workspaceId/visits/:visitId',
  summary: 'A visit that is under way',
  tag,
  allow: 'operator',
  params: visitParams,
  response: visitSchema,
  errors: ['NOT_FOUND'],
})

export const endVisit = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/admin/workspaces/:workspaceId/visits/:visitId',
  summary: 'End a visit before its time',
  tag,
  allow: 'operator',
  params: visitParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const listVisitedChats = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/workspaces/:workspaceId/visits/:visitId/chats',
  summary: 'Chats of the visited workspace, the most recently active first',
  tag,
  allow: 'operator',
  params: visitParams,
  query: pageQuery,
  paged: true,
  response: z.array(chatSummarySchema),
  errors: ['NOT_FOUND'],
})

export const listVisitedMessages = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/workspaces/:workspaceId/visits/:visitId/chats/:chatId/messages',
  summary: 'Messages of a chat of the visited workspace, newest page first, each page oldest first',
  description: 'Reading here marks nothing as read, and shows nobody as present.',
  tag,
  allow: 'operator',
  params: visitParams.extend(chatParams.shape),
  query: pageQuery,
  paged: true,
  response: z.array(messageSchema),
  errors: ['NOT_FOUND'],
})

// ── the server ──

const count = z.number().int()

export const listJobs = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/jobs',
  summary: 'The job queue, by task and state',
  tag,
  allow: 'operator',
  response: z.array(
    z.object({ task: z.string(), waiting: count, running: count, scheduled: count, retrying: count, failed: count }),
  ),
})

export const failedJobSchema = z.object({
  id: z.string(),
  task: z.string(),
  attempts: count,
  maxAttempts: count,
  error: z.string(),
  nextTryAt: timestamp.nullable().meta({ description: 'null: it is tried no more.' }),
  failedAt: timestamp,
})

export const listFailedJobs = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/jobs/failed',
  summary: 'Jobs that failed, the newest first',
  tag,
  allow: 'operator',
  query: pageQuery,
  paged: true,
  response: z.array(failedJobSchema),
})

export const retryJob = defineEndpoint({
  method: 'POST',
  path: '/api/v1/admin/jobs/:jobId/retry',
  summary: 'Let a failed job run again at once',
  tag,
  allow: 'operator',
  params: z.strictObject({ jobId: z.string().regex(/^[1-9]\d{0,17}$/, { error: 'The number of a job.' }) }),
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const getServerHealth = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/health',
  summary: 'How the server does',
  tag,
  allow: 'operator',
  response: z.object({
    version: z.string(),
    nodeVersion: z.string(),
    startedAt: timestamp,
    memoryBytes: count,
    openStreams: count,
    database: z.object({
      version: z.string(),
      sizeBytes: count,
      answersInMs: z.number(),
      connections: z.object({ busy: count, idle: count, waiting: count }),
    }),
    live: z.object({
      transport: z.enum(['alone', 'notify', 'redis']).meta({ description: 'How servers tell each other.' }),
      isConnected: z.boolean(),
    }),
    mail: z.object({
      isConfigured: z.boolean(),
      waiting: count,
      failed: count,
      oldestWaitingSince: timestamp.nullable(),
    }),
    disk: z
      .object({ freeBytes: count, totalBytes: count })
      .nullable()
      .meta({ description: 'Where the data folder is.' }),
  }),
})

export type OperatedUser = z.output<typeof userSchema>
export type UserState = (typeof userStates)[number]
export type OperatedWorkspace = z.output<typeof operatedWorkspaceSchema>
export type Visit = z.output<typeof visitSchema>
export type FailedJob = z.output<typeof failedJobSchema>
export type ServerHealth = z.output<typeof getServerHealth.response>
