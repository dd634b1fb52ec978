import { randomBytes } from 'node:crypto'
import { idFromBytes, idToBytes } from '../../platform/ids.ts'

/** The secret of an invitation's link: carries workspace and invitation, so that no look-up crosses workspaces. */
export const makeInvitationToken = (workspaceId: string, invitationId: string) =>
  `inv_${Buffer.concat([idToBytes(workspaceId), idToBytes(invitationId), randomBytes(25)]).toString('base64url')}`

/** Null for what cannot be a token of ours. */
export function readInvitationToken(token: string): { workspaceId: string; invitationId: string } | null {
  if (!/^inv_[A-Za-z0-9_-]{76}$/.test(token)) return null
  const bytes = Buffer.from(token.slice(4), 'base64url')
  return { workspaceId: idFromBytes(bytes.subarray(0, 16)), invitationId: idFromBytes(bytes.subarray(16, 32)) }
}
