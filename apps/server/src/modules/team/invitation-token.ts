import { createHash, randomBytes } from 'node:crypto'

const toBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const toId = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The secret of an invitation's link: carries workspace and invitation, so that no look-up crosses workspaces. */
export const makeInvitationToken = (workspaceId: string, invitationId: string) =>
  `inv_${Buffer.concat([toBytes(workspaceId), toBytes(invitationId), randomBytes(25)]).toString('base64url')}`

/** Null for what cannot be a token of ours. */
export function readInvitationToken(token: string): { workspaceId: string; invitationId: string } | null {
  if (!/^inv_[A-Za-z0-9_-]{76}$/.test(token)) return null
  const bytes = Buffer.from(token.slice(4), 'base64url')
  return { workspaceId: toId(bytes.subarray(0, 16)), invitationId: toId(bytes.subarray(16, 32)) }
}

/** What is stored of it. */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest()
