import type { ErrorBody, SuccessBody, WidgetConfig } from '@minichat/contracts'
import type { ScriptOptions } from './script.ts'

export const warn = (text: string) => console.warn(`MiniChat: ${text}`)

export const addressOf = (base: string, widgetKey: string, action: string) =>
  `${base}/api/v1/visitor/${encodeURIComponent(widgetKey)}/${action}`

/**
 * How the widget looks.
 * @returns a code, with one line in the console for the page's owner, where it may not or can not show.
 */
export async function fetchConfig(
  { base, widgetKey }: ScriptOptions,
  lifetime: AbortSignal,
): Promise<WidgetConfig | string> {
  const url = addressOf(base, widgetKey, 'config')
  let answer = await ask(url, lifetime)
  if (answer === busy) {
    await wait(retryMs, lifetime)
    answer = await ask(url, lifetime)
  }
  if (typeof answer === 'string' && !lifetime.aborted) {
    // A browser hides refusals from a site that may not read them, so either can be the cause.
    const site = `is ${location.origin} an allowed origin`
    warn(`no settings for "${widgetKey}" (${answer}). Is data-widget right, and ${site}?`)
  }
  return answer
}

const busy = 'UNAVAILABLE'
/** Long enough for a server to start again. */
const retryMs = 8000

async function ask(url: string, signal: AbortSignal): Promise<WidgetConfig | string> {
  try {
    const response = await fetch(url, { credentials: 'omit', signal })
    if (response.status === 429 || response.status >= 500) return busy
    const body = (await response.json()) as SuccessBody<WidgetConfig> | ErrorBody
    return body.success ? body.data : body.error.code
  } catch {
    return 'UNREACHABLE'
  }
}

/** Ends early, and leaves no timer, with the lifetime. */
function wait(ms: number, lifetime: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    lifetime.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
