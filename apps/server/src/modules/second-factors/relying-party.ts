import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'

/** For whom passkeys are made: a name, and the origin at which they are used. */
export type RelyingParty = { id: string; origin: string }

/**
 * The address that was configured. Without one, on the machine of whoever develops, the name `localhost` of the request:
 * browsers make no passkeys for bare addresses.
 * @throws AppError PASSKEY_REFUSED where passkeys cannot work.
 */
export function relyingPartyOf(publicUrl: string | null, request: FastifyRequest): RelyingParty {
  const url = new URL(publicUrl ?? `${request.protocol}://${request.host}`)
  const mayBe = publicUrl === null ? url.hostname === 'localhost' : isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0
  if (mayBe) return { id: url.hostname, origin: url.origin }
  throw new AppError('PASSKEY_REFUSED', {
    message: 'Passkeys need a server with a name: PUBLIC_URL, or localhost where there is none.',
  })
}
