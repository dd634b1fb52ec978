import type { WidgetProblemKind } from '@minichat/contracts'
import { addressOf } from './config.ts'
import type { ScriptOptions } from './script.ts'

const detailMaxLength = 300

/**
 * Tells the server about failures of the widget itself, each kind once for a page view, and listens for exceptions of
 * our own code. Nothing about the visitor goes along.
 */
export function createReports({ base, widgetKey }: ScriptOptions, lifetime: AbortSignal) {
  const told = new Set<WidgetProblemKind>()

  function report(kind: WidgetProblemKind, detail: unknown = ''): void {
    if (told.has(kind)) return
    told.add(kind)
    post(base, widgetKey, 'report', {
      kind,
      detail: String(detail).slice(0, detailMaxLength),
      origin: location.origin,
    })
  }

  function onError({ filename, message, reason }: Partial<ErrorEvent & PromiseRejectionEvent>): void {
    // In a stack the place where it was thrown comes first.
    const place = filename ?? /https?:[^\s)]+:\d+:\d+/.exec(reason?.stack)?.[0]
    if (place?.startsWith(`${base}/widget`)) report('script', message ?? reason)
  }
  for (const type of ['error', 'unhandledrejection']) addEventListener(type, onError, { signal: lifetime })
  return report
}

/** Tells the server something that nobody waits for; it arrives though the page is left. */
export function post(base: string, widgetKey: string, action: string, body: unknown): void {
  fetch(addressOf(base, widgetKey, action), {
    method: 'POST',
    body: JSON.stringify(body),
    credentials: 'omit',
    keepalive: true,
  }).catch(() => {})
}
