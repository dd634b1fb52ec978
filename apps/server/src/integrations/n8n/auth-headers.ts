import { createHmac } from 'node:crypto'
import type { N8nSettings } from '@minichat/contracts'
import { N8nFailed } from './n8n-failed.ts'

const tokenValidSeconds = 60

/** How the call shows n8n who is calling. @throws N8nFailed where a secret is needed and none is there. */
export function authHeaders(
  auth: N8nSettings['auth'],
  secret: string | null,
  { workspaceId, nowMs }: { workspaceId: string; nowMs: number },
): Record<string, string> {
  if (auth.kind === 'none') return {}
  if (!secret) throw new N8nFailed('no-secret', 'there is no secret for the authentication that is chosen')
  switch (auth.kind) {
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.userName}:${secret}`).toString('base64')}` }
    case 'header':
      return { [auth.name.toLowerCase()]: secret }
    case 'jwt':
      return { authorization: `Bearer ${shortToken(secret, workspaceId, Math.floor(nowMs / 1000))}` }
  }
}

/** A JSON Web Token for this one call. */
function shortToken(secret: string, workspaceId: string, now: number): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const claims = { iss: 'minichat', sub: workspaceId, iat: now, exp: now + tokenValidSeconds }
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
