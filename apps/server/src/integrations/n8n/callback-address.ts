import { idFromBytes, idToBytes } from '../../platform/ids.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'

const purpose = 'n8n.answer'

/** The last part of the address that a workflow calls back: carries workspace and wait, so that finding it crosses nothing. */
export function makeCallbackToken(secrets: Secrets, wait: { workspaceId: string; id: string }): string {
  const body = Buffer.concat([idToBytes(wait.workspaceId), idToBytes(wait.id)]).toString('base64url')
  return `${body}.${secrets.sign(purpose, body)}`
}

/** @returns null for what was not made here. */
export function readCallbackToken(secrets: Secrets, token: string): { workspaceId: string; id: string } | null {
  const [, body = '', signature = ''] = /^([\w-]{43})\.([\w-]{43})$/.exec(token) ?? []
  if (body === '' || !secrets.verify(purpose, body, signature)) return null
  const bytes = Buffer.from(body, 'base64url')
  return { workspaceId: idFromBytes(bytes.subarray(0, 16)), id: idFromBytes(bytes.subarray(16)) }
}
