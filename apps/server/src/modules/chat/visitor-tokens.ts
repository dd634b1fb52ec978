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

export function createVisitorTokens(secrets: Secrets, nowMs: () => number) {
  function issue(token: VisitorToken): string {
    const { workspaceId, widgetId, visitorId, sessionId } = token
    const seconds = Math.floor(nowMs() / 1000)
    const body = Buffer.from([workspaceId, widgetId, visitorId, sessionId, seconds].join('.')).toString('base64url')
    return `vt1.${body}.${secrets.sign(purpose, body)}`
  }

  /** Null for whatever is not a living token of this widget. */
  function read(text: string, widget: { workspaceId: string; widgetId: string }): VisitorToken | null {
    const [version, body, signature] = text.split('.')
    if (version !== 'vt1' || !body || !signature || !secrets.verify(purpose, body, signature)) return null
    const [workspaceId, widgetId, visitorId, sessionId, seconds] = Buffer.from(body, 'base64url').toString().split('.')
    if (![workspaceId, widgetId, visitorId, sessionId].every(isId)) return null
    if (Number(seconds) + lifetimeSeconds < nowMs() / 1000) return null
    if (workspaceId !== widget.workspaceId || widgetId !== widget.widgetId) return null
    return { workspaceId, widgetId, visitorId: visitorId as string, sessionId: sessionId as string }
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
