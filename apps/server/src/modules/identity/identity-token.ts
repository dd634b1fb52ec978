import { createHmac, timingSafeEqual } from 'node:crypto'
import { type ErrorDetail, type IdentityClaims, identityClaims, type identityErrors, limits } from '@minichat/contracts'

export type IdentityProblem = (typeof identityErrors)[number]

/** Why a token proves nothing. It never holds anything of the token but the names of claims. */
export class IdentityRefused extends Error {
  readonly problem: IdentityProblem
  readonly details: ErrorDetail[]
  constructor(problem: IdentityProblem, details: ErrorDetail[] = []) {
    super(problem)
    this.problem = problem
    this.details = details
  }
}

/** Clocks of sites may differ from ours by so much. */
const skewSeconds = 60
const maxSeconds = limits.identityMaxHours * 3600

/**
 * Reads a JSON Web Token (RFC 7519) signed with HMAC-SHA256. There is no other algorithm, so nothing in the token can
 * choose one. Claims are looked at once the signature is right: who cannot sign learns nothing about them.
 * @param secretOf the secret of a key of the workspace that counts now; null for any other id.
 * @param audiences what `aud` may name.
 * @throws IdentityRefused.
 */
export function readIdentityToken(
  token: string,
  secretOf: (keyId: string) => string | null,
  audiences: readonly string[],
  nowMs: number,
): { keyId: string; claims: IdentityClaims } {
  const [, header = '', payload = '', signature = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(token.trim()) ?? []
  const head = readPart(header)
  // What is marked as critical must be understood, and there is nothing that we do.
  if (head.alg !== 'HS256' || head.crit !== undefined) throw new IdentityRefused('IDENTITY_ALGORITHM_REFUSED')
  const keyId = typeof head.kid === 'string' ? head.kid : ''
  const secret = secretOf(keyId)
  if (secret === null) throw new IdentityRefused('IDENTITY_KEY_UNKNOWN')
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new IdentityRefused('IDENTITY_SIGNATURE_WRONG')
  }
  return { keyId, claims: checkClaims(readPart(payload), audiences, Math.floor(nowMs / 1000)) }
}

function checkClaims(given: object, audiences: readonly string[], now: number): IdentityClaims {
  const { exp, iat } = given as Partial<IdentityClaims>
  if (typeof exp !== 'number' || typeof iat !== 'number' || exp > now + maxSeconds + skewSeconds) {
    throw new IdentityRefused('IDENTITY_LIFETIME_WRONG')
  }
  if (exp <= now) throw new IdentityRefused('IDENTITY_EXPIRED')
  const parsed = identityClaims.safeParse(given)
  if (!parsed.success) {
    const details = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
    throw new IdentityRefused('IDENTITY_CLAIM_INVALID', details)
  }
  const { aud, nbf = 0 } = parsed.data
  for (const [path, seconds] of Object.entries({ iat, nbf })) {
    if (seconds > now + skewSeconds) {
      throw new IdentityRefused('IDENTITY_CLAIM_INVALID', [{ path, code: 'too_big', message: 'Is in the future.' }])
    }
  }
  if (![aud].flat().some((one) => audiences.includes(one))) throw new IdentityRefused('IDENTITY_AUDIENCE_WRONG')
  return parsed.data
}

function readPart(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Not JSON: the same as something else than an object.
  }
  throw new IdentityRefused('IDENTITY_TOKEN_MALFORMED')
}
