import { createHash, randomBytes, randomInt } from 'node:crypto'
import { idFromBytes, idToBytes } from '../../platform/ids.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const markLength = 8

export type NewSecret = { secret: string; prefix: string; hash: Buffer }

/** Only the hash is stored. A secret is 256 random bits, so nothing slower than SHA-256 is needed. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest()

/**
 * `mck_<workspace>_<mark><secret>`: carries its workspace, so that no look-up crosses workspaces, and a mark by which
 * people and the look-up know it.
 */
export function makeSecret(workspaceId: string): NewSecret {
  const mark = Array.from({ length: markLength }, () => letters[randomInt(letters.length)]).join('')
  const prefix = `mck_${idToBytes(workspaceId).toString('base64url')}_${mark}`
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, prefix, hash: hashSecret(secret) }
}

/** Null for what cannot be a secret of ours. */
export function readSecret(text: string): { workspaceId: string; prefix: string } | null {
  const [, prefix, workspace] = /^(mck_([A-Za-z0-9_-]{22})_[a-z0-9]{8})[A-Za-z0-9_-]{43}$/.exec(text) ?? []
  if (!prefix || !workspace) return null
  return { workspaceId: idFromBytes(Buffer.from(workspace, 'base64url')), prefix }
}
