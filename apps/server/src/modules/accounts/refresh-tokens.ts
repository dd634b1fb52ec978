import type { Secrets } from '../../platform/secrets/secrets.ts'

export type RefreshClaims = { sessionId: string; generation: number }

/** `<session>.<generation>.<signature>`: made again at any time, so nothing of it is stored. */
export const createRefreshTokens = (secrets: Secrets) => ({
  make({ sessionId, generation }: RefreshClaims): string {
    const text = `${sessionId}.${generation}`
    return `${text}.${secrets.sign('refresh-token', text)}`
  },
  /** @returns null for what this server did not sign. */
  read(token: string): RefreshClaims | null {
    const [sessionId = '', generation = '', signature = '', ...rest] = token.split('.')
    if (rest.length > 0 || !secrets.verify('refresh-token', `${sessionId}.${generation}`, signature)) return null
    return { sessionId, generation: Number(generation) }
  },
})
