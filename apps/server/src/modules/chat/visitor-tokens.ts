import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'

/**
 * What a visitor's browser holds: signed, so that nothing need be stored before the first message, and naming the chat,
 * so that a message sent again lands where it landed the first time.
 */
export type VisitorToken = { workspaceId: string; widgetId: string; visitorId: string; sessionId: string }

const lifetimeSeconds = 90 * 24 * 3600
const purpose = 'visitor-token'
const knownMax = 20_000

export function createVisitorTokens(secrets: Secrets, nowMs: () => number) {
  function issue(token: VisitorToken): string {
    const { workspaceId, widgetId, visitorId, sessionId } = token
    const seconds = Math.floor(nowMs() / 1000)
    const body = Buffer.from([workspaceId, widgetId, visitorId, sessionId, seconds].join('.')).toString('base64url')
    return `vt1.${body}.${secrets.sign(purpose, body)}`
  }

  /** Tokens whose signature was found right; each comes with every call. The oldest go first. */
  const known = new Map<string, VisitorToken & { expiresAtSeconds: number }>()

  function verify(text: string) {
    const [version, body, signature] = text.split('.')
    if (version !== 'vt1' || !body || !signature || !secrets.verify(purpose, body, signature)) return null
    const [workspaceId, widgetId, visitorId, sessionId, seconds] = Buffer.from(body, 'base64url').toString().split('.')
    if (!isId(workspaceId) || !isId(widgetId) || !isId(visitorId) || !isId(sessionId)) return null
    const token = { workspaceId, widgetId, visitorId, sessionId, expiresAtSeconds: Number(seconds) + lifetimeSeconds }
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
    fresh: (widget: { workspaceId: string; widgetId: string }, visitorId = newId()): VisitorToken => ({
      workspaceId: widget.workspaceId,
      widgetId: widget.widgetId,
      visitorId,
      sessionId: newId(),
    }),
  }
}

export type VisitorTokens = ReturnType<typeof createVisitorTokens>
