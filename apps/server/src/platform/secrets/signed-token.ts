import type { Secrets } from './secrets.ts'

/**
 * Signed texts that carry their content and their end: nothing need be stored until one comes back. They can be read by
 * whoever holds them, and are good for one purpose only.
 */
export function createSignedTokens<T extends object>(secrets: Secrets, purpose: string) {
  return {
    make(content: T, expiresAtMs: number): string {
      const body = Buffer.from(JSON.stringify({ ...content, expiresAtMs })).toString('base64url')
      return `${body}.${secrets.sign(purpose, body)}`
    },
    /** @returns null when it was not signed for this purpose, was changed, or has ended. */
    read(token: string, nowMs: number): (T & { expiresAtMs: number }) | null {
      const [body = '', signature = '', ...more] = token.split('.')
      if (more.length > 0 || !secrets.verify(purpose, body, signature)) return null
      // What is signed was made here, so it has its shape.
      const content = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as T & { expiresAtMs: number }
      return content.expiresAtMs > nowMs ? content : null
    },
  }
}
