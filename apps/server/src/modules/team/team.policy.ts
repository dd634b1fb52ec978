import { isPermitted, mayRemove, type Role, rolesFor, rolesToGive, type Standing } from '@minichat/contracts'

/** Whether somebody may give another person, or themselves, this role. */
export const canGiveRole = (actor: Standing, person: Standing, role: Role) => rolesFor(actor, person).includes(role)

export const canRemove = (actor: Standing, person: Standing) => mayRemove(actor, person)

/** Whether somebody may send, renew or take back an invitation that makes its reader this. */
export const canInviteAs = (actor: Role, role: Role) =>
  isPermitted(actor, 'team.invite') && rolesToGive(actor).includes(role)

export const canTransfer = (actor: Role) => isPermitted(actor, 'workspace.transfer')
