import type { ErrorBody, SuccessBody, WidgetConfig } from '@minichat/contracts'
import type { ScriptOptions } from './script.ts'

export const warn = (text: string) => console.warn(`MiniChat: ${text}`)

/** How the widget looks; null, with one line in the console for the page's owner, where it may not or can not show. */
export async function fetchConfig(
  { base, widgetKey }: ScriptOptions,
  signal: AbortSignal,
): Promise<WidgetConfig | null> {
  for (const delayMs of [4000, 30_000, 0]) {
    const answer = await ask(`${base}/api/v1/visitor/${encodeURIComponent(widgetKey)}/config`, signal)
    if (answer === 'busy' && delayMs) {
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      if (signal.aborted) return null
      continue
    }
    if (typeof answer === 'object') return answer
    if (!signal.aborted) warn(reason(answer, widgetKey, base))
    break
  }
  return null
}

async function ask(url: string, signal: AbortSignal): Promise<WidgetConfig | string> {
  try {
    const response = await fetch(url, { credentials: 'omit', signal })
    if (response.status === 429 || response.status >= 500) return 'busy'
    const body = (await response.json()) as SuccessBody<WidgetConfig> | ErrorBody
    return body.success ? body.data : body.error.code
  } catch {
    return ''
  }
}

function reason(code: string, widgetKey: string, base: string): string {
  const site = `${location.origin} is among its allowed origins`
  if (code === 'WIDGET_NOT_FOUND') return `there is no widget "${widgetKey}" at ${base}. Check data-widget.`
  if (code === 'ORIGIN_NOT_ALLOWED') return `the widget "${widgetKey}" may not be used here. See that ${site}.`
  // A browser hides refusals from a site that may not read them, so any of these can be the cause.
  return `no settings for the widget "${widgetKey}" from ${base}. Check data-widget, and that ${site}.`
}
