import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'

/**
 * What a visitor's browser holds: signed, so that nothing need be stored before the first message, and naming the chat,
 * so that a message sent again lands where it landed the first time.
 */
export type VisitorToken = {
  workspaceId: string
  widgetId: string
  visitorId: string
  sessionId: string
  /** What it stands on where the site has proven who the visitor is: it counts no longer than that. */
  proof: TokenProof | null
}
export type TokenProof = { keyId: string; expiresAtSeconds: number }

const lifetimeSeconds = 90 * 24 * 3600
/** Each kind is signed under a key of its own: none can be passed off as the other. */
const purposes: Record<string, string> = { vt1: 'visitor-token', vt2: 'verified-visitor-token' }
const knownMax = 20_000

export function createVisitorTokens(secrets: Secrets, nowMs: () => number) {
  function issue({ workspaceId, widgetId, visitorId, sessionId, proof }: VisitorToken): string {
    const parts = [workspaceId, widgetId, visitorId, sessionId, Math.floor(nowMs() / 1000)]
    const version = proof ? 'vt2' : 'vt1'
    if (proof) parts.push(proof.keyId, proof.expiresAtSeconds)
    const body = Buffer.from(parts.join('.')).toString('base64url')
    return `${version}.${body}.${secrets.sign(purposes[version] as string, body)}`
  }

  /** Tokens whose signature was found right; each comes with every call. The oldest go first. */
  const known = new Map<string, VisitorToken & { expiresAtSeconds: number }>()

  function verify(text: string) {
    const [version = '', body, signature] = text.split('.')
    const purpose = Object.hasOwn(purposes, version) ? purposes[version] : undefined
    if (!purpose || !body || !signature || !secrets.verify(purpose, body, signature)) return null
    const [workspaceId, widgetId, visitorId, sessionId, seconds, keyId, proofEnd] = Buffer.from(body, 'base64url')
      .toString()
      .split('.')
    if (!isId(workspaceId) || !isId(widgetId) || !isId(visitorId) || !isId(sessionId)) return null
    const proof = version === 'vt2' && isId(keyId) ? { keyId, expiresAtSeconds: Number(proofEnd) } : null
    const expiresAtSeconds = Math.min(
      Number(seconds) + lifetimeSeconds,
      proof?.expiresAtSeconds ?? Number.POSITIVE_INFINITY,
    )
    const token = { workspaceId, widgetId, visitorId, sessionId, proof, expiresAtSeconds }
    if (known.size >= knownMax) known.delete(known.keys().next().value as string)
    known.set(text, token)
    return token
  }

  /** Null for whatever is not a living token of this widget. */
  function read(text: string, widget: { workspaceId: string; widgetId: string }): VisitorToken | null {
    const token = known.get(text) ?? verify(text)
    if (!token || token.expiresAtSeconds < nowMs() / 1000) return null
    if (token.workspaceId !== widget.workspaceId || token.widgetId !== widget.widgetId) return null
    const { expiresAtSeconds: _, ...named } = token
    return named
  }

  return {
    issue,
    read,
    /** @throws AppError INVALID_VISITOR_TOKEN. */
    require(text: string, widget: { workspaceId: string; widgetId: string }): VisitorToken {
      const token = read(text, widget)
      if (!token) throw new AppError('INVALID_VISITOR_TOKEN')
      return token
    },
    /** For a new chat of a visitor, or of a new one who is not proven. */
    fresh: (widget: { workspaceId: string; widgetId: string }, visitor?: VisitorToken | null): VisitorToken => ({
      workspaceId: widget.workspaceId,
      widgetId: widget.widgetId,
      visitorId: visitor?.visitorId ?? newId(),
      sessionId: newId(),
      proof: visitor?.proof ?? null,
    }),
  }
}

export type VisitorTokens = ReturnType<typeof createVisitorTokens>

/** When the proof that a token stands on ends; null for who is not proven. */
export const verifiedUntil = ({ proof }: VisitorToken): string | null =>
  proof && new Date(proof.expiresAtSeconds * 1000).toISOString()
