import { createHash } from 'node:crypto'
import { analyse } from '../../platform/text/index.ts'

const mostParts = 8

/**
 * Questions that mean the same have the same group: by the concepts they name, whatever the words, their order or the
 * language. Small talk and bare assents have none.
 * @returns a hash, as what somebody has asked may name people; alike in no two workspaces.
 */
export function groupOf(workspaceId: string, text: string): string | null {
  const units = analyse(text, { correcting: true })
  const isAsked = units.some(({ kind }) => kind === 'content')
  if (!isAsked) return null
  const named = units.filter(({ kind, concepts }) => kind === 'content' || (kind === 'intent' && concepts.length > 0))
  // Of alternatives the first one, which is the likeliest; asking when and how long is often the same.
  const parts = named
    .map(({ concepts, word }) => concepts[0] ?? word)
    .map((part) => (part === '?time' ? '?duration' : part))
  const key = [...new Set(parts)].sort().slice(0, mostParts).join(' ')
  return createHash('sha256').update(`${workspaceId} ${key}`).digest('hex').slice(0, 16)
}
