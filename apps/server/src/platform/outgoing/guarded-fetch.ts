import { fetch } from 'undici'
import type { Outgoing } from './outgoing.ts'

/** `fetch` by the guarded way: no private addresses, no redirects. @throws AppError ADDRESS_NOT_ALLOWED. */
export function guardedFetch(outgoing: Outgoing): typeof globalThis.fetch {
  const guarded = (input: string | URL, init: Parameters<typeof fetch>[1] = {}) => {
    const url = outgoing.check(String(input))
    return fetch(url, { ...init, redirect: 'manual', dispatcher: outgoing.dispatcher })
  }
  // The types of Node's own fetch and of this one are twins that do not know each other.
  return guarded as unknown as typeof globalThis.fetch
}
