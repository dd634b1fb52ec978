import type { Role } from './accounts.ts'

/**
 * What the people of a workspace may do, in one place: the server's checks, the dashboard's buttons and the docs are made
 * from it. A route's `allow` is the least role of what it does; what depends on the row as well has a policy besides.
 */
export const permissions = {
  'chats.answer': 'member',
  'knowledge.read': 'member',
  'knowledge.change': 'member',
  'widgets.read': 'member',
  'widgets.change': 'admin',
  'workspace.read': 'member',
  'workspace.change': 'admin',
  'team.read': 'member',
  'team.invite': 'admin',
  'team.change': 'admin',
  'api_keys.manage': 'admin',
  'identity_keys.manage': 'admin',
  'audit.read': 'admin',
  'plan.read': 'member',
  'workspace.require_second_factor': 'owner',
  'workspace.transfer': 'owner',
  'workspace.delete': 'owner',
} as const satisfies Record<string, Role>

export type Permission = keyof typeof permissions

const rank: Record<Role, number> = { member: 1, admin: 2, owner: 3 }

/** Whether a role includes another: owner > admin > member. */
export const includesRole = (role: Role, needed: Role) => rank[role] >= rank[needed]

/** Whether a role may do something. */
export const isPermitted = (role: Role, permission: Permission) => includesRole(role, permissions[permission])
