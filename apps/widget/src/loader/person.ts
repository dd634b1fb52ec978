import type { Profile } from '@minichat/widget'

/**
 * Whom an identity token is about, as this device tells people apart; '' where it cannot be read. Whether it proves
 * anything is for the server to say. No hash begins so.
 */
export function subjectOf(token: unknown): string {
  try {
    const claims = `${token}`.split('.')[1] as string
    return `@${encodeURIComponent(JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/'))).sub)}:`
  } catch {
    return ''
  }
}

/**
 * Who the page says is there: a hash of the user id, else of the e-mail; '' where it says neither. The device need not
 * hold the words.
 */
export function personOf({ userId, email }: Profile): string {
  const text = userId ? `${userId}` : (email ?? '').trim().toLowerCase()
  // FNV-1a over UTF-16 units.
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return text && (hash >>> 0).toString(36)
}
