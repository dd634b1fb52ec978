import type { Allow, Role } from '@minichat/contracts'

export type MemberActor = {
  kind: 'member'
  userId: string
  name: string
  isOperator: boolean
  workspaceId: string
  role: Role
}
export type PersonActor = { kind: 'person'; userId: string; name: string; isOperator: boolean }
export type VisitorActor = { kind: 'visitor'; workspaceId: string; widgetId: string; isPaused: boolean }
export type AnyoneActor = { kind: 'anyone' }
export type Actor = MemberActor | PersonActor | VisitorActor | AnyoneActor

/** Who stands behind a request to an endpoint with this `allow`. */
export type ActorOf<A extends Allow> = A extends 'public'
  ? AnyoneActor
  : A extends 'visitor'
    ? VisitorActor
    : A extends 'signed-in' | 'operator'
      ? PersonActor
      : MemberActor

const rank: Record<Role, number> = { member: 1, admin: 2, owner: 3 }

/** Whether a role includes another: owner > admin > member. */
export const includesRole = (role: Role, needed: Role) => rank[role] >= rank[needed]
