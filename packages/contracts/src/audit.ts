import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, optionalText, pageQuery, timestamp } from './fields.ts'

/** member, key, operator: in a workspace. person, anyone: with an account, outside of one. */
export const auditActorKinds = ['member', 'key', 'operator', 'person', 'anyone', 'system'] as const

/** Who did what, when, from where. `before` and `after` hold only what changed, and never a secret. */
export const auditEntrySchema = z.object({
  id,
  at: timestamp,
  actor: z.object({ kind: z.enum(auditActorKinds), id: id.nullable(), name: z.string() }),
  action: z.string().meta({ description: '`area.what_happened`', example: 'workspace.changed' }),
  target: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
})

export const auditFilter = {
  actorId: id.optional(),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}(\.[a-z_]{1,40})?$/, { error: 'An action such as workspace.changed, or its area: workspace.' })
    .optional(),
  target: optionalText(200).optional().meta({ description: 'The id of what was changed.' }),
  from: timestamp.optional(),
  until: timestamp.optional().meta({ description: 'Before this moment.' }),
  search: optionalText(200)
    .optional()
    .meta({ description: 'In the names of who and what, in the action and the address.' }),
}
export const auditFormats = ['csv', 'json'] as const
const format = z.enum(auditFormats).default('csv')

export const listAudit = defineEndpoint({
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'Who did what in the workspace, the newest first',
  tag: 'Audit',
  allow: 'admin',
  query: pageQuery.extend(auditFilter),
  paged: true,
  response: z.array(auditEntrySchema),
})

export const exportAudit = defineEndpoint({
  method: 'GET',
  path: '/api/v1/audit/export',
  summary: 'The same as a file',
  description: 'CSV for spreadsheets, or an array in JSON. With the filters of the list.',
  tag: 'Audit',
  allow: 'admin',
  query: z.strictObject({ ...auditFilter, format }),
  download: true,
  response: z.string(),
})

export const logEntrySchema = auditEntrySchema.extend({
  workspace: z.object({ id, name: z.string() }).nullable(),
})

const logFilter = { ...auditFilter, workspaceId: id.optional() }

export const listLogs = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/logs',
  summary: 'Who did what in all workspaces and with all accounts, the newest first',
  tag: 'Operators',
  allow: 'operator',
  query: pageQuery.extend(logFilter),
  paged: true,
  response: z.array(logEntrySchema),
})

export const exportLogs = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/logs/export',
  summary: 'The same as a file',
  tag: 'Operators',
  allow: 'operator',
  query: z.strictObject({ ...logFilter, format }),
  download: true,
  response: z.string(),
})

export type AuditEntry = z.output<typeof auditEntrySchema>
export type LogEntry = z.output<typeof logEntrySchema>
export type AuditFormat = (typeof auditFormats)[number]
