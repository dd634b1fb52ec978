import type { Role } from './accounts.ts'
import { includesRole, isPermitted } from './permissions.ts'

/** A person of the team, as far as the rules look at them. */
export type Standing = { userId: string; role: Role }

const byRank = ['member', 'admin', 'owner'] as const satisfies Role[]

/** The roles that somebody may give to others: those up to their own, if they may change the team at all. */
export const rolesToGive = (role: Role): Role[] =>
  isPermitted(role, 'team.change') ? byRank.filter((one) => includesRole(role, one)) : []

/**
 * The roles that a person may be given by another, or by themselves, their present one included. Nobody touches those
 * above them, nobody raises themselves.
 */
export const rolesFor = (actor: Standing, person: Standing): Role[] =>
  includesRole(actor.role, person.role) ? rolesToGive(actor.role) : []

/** Whether somebody may remove another person. Oneself one leaves by leaving. */
export const mayRemove = (actor: Standing, person: Standing): boolean =>
  actor.userId !== person.userId && rolesFor(actor, person).length > 0
