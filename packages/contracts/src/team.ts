import { z } from 'zod'
import { meSchema, ownPassword, password, roles } from './accounts.ts'
import { linkToken } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { email, id, localeSchema, nothing, pageQuery, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'

const roleSchema = z.enum(roles)

export const memberSchema = z.object({
  id: id.meta({ description: 'The person’s id.' }),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: timestamp,
})

export const invitationSchema = z.object({
  id,
  email: z.string(),
  role: roleSchema,
  state: z.enum(['pending', 'expired']),
  invitedBy: z.string().nullable().meta({ description: 'Their name; null: the account is gone.' }),
  sentAt: timestamp,
  expiresAt: timestamp,
})

const sentInvitationSchema = z.object({
  invitation: invitationSchema,
  link: z
    .string()
    .nullable()
    .meta({ description: 'To be handed over by you, and shown this once: this server sends no mail. Else null.' }),
  isResent: z.boolean().meta({ description: 'There was one already: its link has ended, and this is a new one.' }),
})

const memberParams = z.strictObject({ userId: id })
const invitationParams = z.strictObject({ invitationId: id })

// ── members ──

export const listMembers = defineEndpoint({
  method: 'GET',
  path: '/api/v1/team/members',
  summary: 'List the people of the workspace',
  tag: 'Team',
  allow: 'member',
  query: pageQuery,
  paged: true,
  response: z.array(memberSchema),
})

export const changeRole = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/team/members/:userId',
  summary: 'Change the role of a member',
  description: 'Nobody changes those above them or gives more than they have. The last owner stays one.',
  tag: 'Team',
  allow: 'admin',
  byKey: null,
  params: memberParams,
  body: z.strictObject({ role: roleSchema }),
  response: memberSchema,
  errors: ['NOT_FOUND', 'NOT_ALLOWED', 'LAST_OWNER'],
  example: { role: 'admin' },
})

export const removeMember = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/team/members/:userId',
  summary: 'Remove a member',
  description:
    'They are out at once, with their open streams. Chats that they had go back to the AI and ask for a person.',
  tag: 'Team',
  allow: 'admin',
  byKey: null,
  params: memberParams,
  response: nothing,
  errors: ['NOT_FOUND', 'NOT_ALLOWED', 'LAST_OWNER'],
})

export const leaveTeam = defineEndpoint({
  method: 'POST',
  path: '/api/v1/team/leave',
  summary: 'Leave the workspace',
  tag: 'Team',
  allow: 'member',
  byKey: null,
  response: nothing,
  errors: ['LAST_OWNER'],
})

export const transferWorkspace = defineEndpoint({
  method: 'POST',
  path: '/api/v1/team/transfer',
  summary: 'Hand the workspace over to another member',
  description: 'They become owner, and you become admin. Confirmed by your password.',
  tag: 'Team',
  allow: 'owner',
  body: z.strictObject({ userId: id, password: ownPassword }),
  response: nothing,
  errors: ['NOT_FOUND', 'WRONG_PASSWORD', 'ACCOUNT_LOCKED'],
  example: { userId: '0199c0de-7000-7000-8000-000000000001', password: 'Correct-Horse-7' },
})

// ── invitations, by those who invite ──

export const listInvitations = defineEndpoint({
  method: 'GET',
  path: '/api/v1/team/invitations',
  summary: 'List the invitations that are open or have expired',
  tag: 'Team',
  allow: 'admin',
  query: pageQuery,
  paged: true,
  response: z.array(invitationSchema),
})

export const invite = defineEndpoint({
  method: 'POST',
  path: '/api/v1/team/invitations',
  summary: 'Invite somebody by e-mail',
  description: 'The link works once, for 7 days. Who is invited already gets a new one, and the old link ends.',
  tag: 'Team',
  allow: 'admin',
  byKey: null,
  body: z.strictObject({ email, role: roleSchema.default('member') }),
  response: sentInvitationSchema,
  errors: ['ALREADY_MEMBER', 'NOT_ALLOWED', 'QUOTA_REACHED'],
  example: { email: 'somchai@example.com', role: 'member' },
})

export const resendInvitation = defineEndpoint({
  method: 'POST',
  path: '/api/v1/team/invitations/:invitationId/resend',
  summary: 'Send an invitation again',
  description: 'With a new link and 7 more days; the old link ends.',
  tag: 'Team',
  allow: 'admin',
  byKey: null,
  params: invitationParams,
  response: sentInvitationSchema,
  errors: ['NOT_FOUND', 'NOT_ALLOWED', 'QUOTA_REACHED'],
})

export const revokeInvitation = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/team/invitations/:invitationId',
  summary: 'Take an invitation back',
  tag: 'Team',
  allow: 'admin',
  byKey: null,
  params: invitationParams,
  response: nothing,
  errors: ['NOT_FOUND', 'NOT_ALLOWED'],
})

// ── invitations, by those who were invited ──

const offerSchema = z.object({
  workspace: z.string(),
  invitedBy: z.string().nullable(),
  role: roleSchema,
  email: z.string(),
  expiresAt: timestamp,
})

export const lookAtInvitation = defineEndpoint({
  method: 'POST',
  path: '/api/v1/invitations/look',
  summary: 'What an invitation’s link offers',
  tag: 'Team',
  allow: 'public',
  body: z.strictObject({ token: linkToken }),
  response: offerSchema.extend({
    hasAccount: z.boolean().meta({ description: 'Sign in with this address to accept; else an account is made.' }),
  }),
  errors: ['INVALID_LINK'],
  example: { token: 'from the link' },
})

export const listMyInvitations = defineEndpoint({
  method: 'GET',
  path: '/api/v1/invitations',
  summary: 'Invitations to you that are open',
  tag: 'Team',
  allow: 'signed-in',
  response: z.array(offerSchema.omit({ email: true }).extend({ id })),
})

const joinedSchema = z.object({ workspaceId: id, me: meSchema })

export const acceptInvitation = defineEndpoint({
  method: 'POST',
  path: '/api/v1/invitations/accept',
  summary: 'Accept an invitation with your account',
  description: 'By the link’s token, or by the id of one that `GET /invitations` lists.',
  tag: 'Team',
  allow: 'signed-in',
  body: z.union([z.strictObject({ token: linkToken }), z.strictObject({ invitationId: id })]),
  response: joinedSchema,
  errors: ['INVALID_LINK', 'INVITED_ANOTHER', 'NOT_FOUND'],
  example: { token: 'from the link' },
})

export const acceptAsNew = defineEndpoint({
  method: 'POST',
  path: '/api/v1/invitations/accept-new',
  summary: 'Accept an invitation with a new account',
  description: 'The link proves the address. Signs in.',
  tag: 'Team',
  allow: 'public',
  body: z.strictObject({
    token: linkToken,
    name: text(limits.nameMaxLength),
    password,
    locale: localeSchema.default('en'),
  }),
  status: 201,
  response: joinedSchema,
  errors: ['INVALID_LINK', 'WEAK_PASSWORD', 'EMAIL_TAKEN', 'REGISTRATION_CLOSED'],
  example: { token: 'from the link', name: 'Somchai', password: 'Correct-Horse-7' },
})

// ── workspaces ──

export const makeWorkspace = defineEndpoint({
  method: 'POST',
  path: '/api/v1/workspaces',
  summary: 'Make a workspace with its first widget',
  description: `You are its owner. A person owns at most ${limits.ownedWorkspacesMax}, deleted ones that can be restored included.`,
  tag: 'Workspace',
  allow: 'signed-in',
  body: z.strictObject({ name: text(limits.nameMaxLength) }),
  status: 201,
  response: meSchema.shape.workspaces.element,
  errors: ['TOO_MANY_WORKSPACES'],
  example: { name: 'Second shop' },
})

export const deleteWorkspace = defineEndpoint({
  method: 'POST',
  path: '/api/v1/workspace/delete',
  summary: 'Delete the workspace',
  description: `It is gone at once for everybody. Its owners can restore it for ${limits.deletedWorkspaceKeptDays} days.`,
  tag: 'Workspace',
  allow: 'owner',
  body: z.strictObject({ name: z.string().max(limits.nameMaxLength).meta({ description: 'Its name, to confirm.' }) }),
  response: z.object({ restorableUntil: timestamp }),
  errors: ['NOT_ALLOWED'],
  example: { name: 'Second shop' },
})

export const listDeletedWorkspaces = defineEndpoint({
  method: 'GET',
  path: '/api/v1/workspaces/deleted',
  summary: 'Workspaces of yours that were deleted and can be restored',
  tag: 'Workspace',
  allow: 'signed-in',
  response: z.array(z.object({ id, name: z.string(), deletedAt: timestamp, restorableUntil: timestamp })),
})

export const restoreWorkspace = defineEndpoint({
  method: 'POST',
  path: '/api/v1/workspaces/:workspaceId/restore',
  summary: 'Restore a deleted workspace',
  tag: 'Workspace',
  allow: 'signed-in',
  params: z.strictObject({ workspaceId: id }),
  response: nothing,
  errors: ['NOT_FOUND', 'SECOND_FACTOR_REQUIRED'],
})

export type TeamMember = z.output<typeof memberSchema>
export type Invitation = z.output<typeof invitationSchema>
export type SentInvitation = z.output<typeof sentInvitationSchema>
export type InvitationOffer = z.output<typeof lookAtInvitation.response>
export type MyInvitation = z.output<typeof listMyInvitations.response>[number]
export type DeletedWorkspace = z.output<typeof listDeletedWorkspaces.response>[number]
