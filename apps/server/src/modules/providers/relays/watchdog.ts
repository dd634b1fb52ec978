import { ProviderFailed } from '../types.ts'

export type Timeouts = { firstTokenMs: number; gapMs: number; wholeMs: number }

/** The counts may come so long after the text, and the stream's end after the counts. */
const countsWithinMs = 2000
const endWithinMs = 250

const inSeconds = (ms: number) => `${Math.round(ms / 100) / 10} s`

/** Ends a call that takes too long. Only text counts as progress: who drips bytes gains no time by it. */
export function createWatchdog({ firstTokenMs, gapMs, wholeMs }: Timeouts, outer: AbortSignal) {
  const abort = new AbortController()
  const giveUp = (reason: string) => abort.abort(new ProviderFailed(reason))
  const onOuter = () => abort.abort(outer.reason)
  if (outer.aborted) onOuter()
  else outer.addEventListener('abort', onOuter, { once: true })
  const whole = setTimeout(giveUp, wholeMs, `the whole answer took longer than ${inSeconds(wholeMs)}`)
  let next = setTimeout(giveUp, firstTokenMs, `nothing came within ${inSeconds(firstTokenMs)}`)
  let hasText = false

  return {
    signal: abort.signal,
    onText() {
      if (hasText) return void next.refresh()
      hasText = true
      clearTimeout(next)
      next = setTimeout(giveUp, gapMs, `the answer stood still for ${inSeconds(gapMs)}`)
    },
    onWhole(isOver: boolean) {
      clearTimeout(next)
      next = setTimeout(giveUp, isOver ? endWithinMs : countsWithinMs, 'the end did not come')
    },
    stop() {
      clearTimeout(next)
      clearTimeout(whole)
      outer.removeEventListener('abort', onOuter)
    },
  }
}
