import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../../platform/secrets/secrets.ts'

/** Of small letters and digits, as some mail servers change capitals; 5 bits each. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const codeBytes = 10
const codeLength = (codeBytes * 8) / 5
const purpose = {
  reply: 'chat-mail-reply',
  stop: 'chat-mail-stop',
  rate: 'chat-mail-rate',
  stopRatings: 'chat-mail-stop-ratings',
} as const

export type NamedThread = { code: string; workspaceId: string; chatId: string }
export type Purpose = keyof typeof purpose

/** Tokens that name a chat in addresses and links: a random code and the beginning of a signature over it and the chat. */
export function createThreadTokens(secrets: Pick<Secrets, 'signatures'>) {
  const tagsOf = (kind: Purpose, { code, workspaceId, chatId }: NamedThread) =>
    secrets
      .signatures(purpose[kind], `${code} ${workspaceId} ${chatId}`)
      .map((signature) => base32(Buffer.from(signature, 'base64url').subarray(0, codeBytes)))

  return {
    newCode: () => base32(randomBytes(codeBytes)),
    issue: (kind: Purpose, thread: NamedThread) => thread.code + (tagsOf(kind, thread)[0] ?? ''),
    /** The code that a token begins with; null for what is no token. */
    codeIn: (token: string) => (/^[a-z2-7]{32}$/.test(token) ? token.slice(0, codeLength) : null),
    /** Whether a key of the ring made the token for this chat. In constant time for each key. */
    isRight(kind: Purpose, token: string, thread: NamedThread): boolean {
      const given = Buffer.from(token)
      return tagsOf(kind, thread).some((tag) => {
        const expected = Buffer.from(thread.code + tag)
        return expected.length === given.length && timingSafeEqual(expected, given)
      })
    },
  }
}

export type ThreadTokens = ReturnType<typeof createThreadTokens>

/** `reply+token@example.com`. @param base without the token. */
export function replyAddress(base: string, token: string): string {
  const [local, domain] = base.split('@')
  return `${local}+${token}@${domain}`
}

/** The token of an address for answers; null for every other address. */
export function tokenIn(base: string, address: string): string | null {
  const [local = '', domain = ''] = base.toLowerCase().split('@')
  const [name = '', host, ...more] = address.toLowerCase().split('@')
  if (host !== domain || more.length > 0 || !name.startsWith(`${local}+`)) return null
  return name.slice(local.length + 1)
}

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}
