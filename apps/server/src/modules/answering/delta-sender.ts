import type { PassingEvent } from '@minichat/contracts'

/** At most about 30 deltas a second reach a viewer. */
const mergeMs = 33

/** Shows an answer's text as it grows: deltas that come quickly are merged. */
export function createDeltaSender(
  answer: { answerId: string; attempt: number; epoch: number },
  publish: (event: PassingEvent) => void,
) {
  let text = ''
  let shown = 0
  let timer: NodeJS.Timeout | undefined
  let lastAt = 0
  let isStopped = false

  function flush() {
    clearTimeout(timer)
    timer = undefined
    if (shown === text.length) return
    lastAt = performance.now()
    publish({ type: 'answer.delta', ...answer, offset: shown, text: text.slice(shown) })
    shown = text.length
  }

  return {
    begin: () => publish({ type: 'answer.snapshot', ...answer, text: '' }),
    add(piece: string) {
      if (isStopped) return
      text += piece
      const waitMs = mergeMs - (performance.now() - lastAt)
      if (waitMs <= 0) flush()
      else timer ??= setTimeout(flush, waitMs)
    },
    flush,
    /** Nothing to show yet, but somebody works on it. */
    waits: (words: string) => publish({ type: 'answer.waiting', ...answer, text: words }),
    /** Another responder begins: what was shown is replaced. */
    restart() {
      clearTimeout(timer)
      timer = undefined
      text = ''
      shown = 0
      publish({ type: 'answer.snapshot', ...answer, text: '' })
    },
    /** Shows nothing more, whatever comes. @returns what has been shown. */
    stop(): string {
      isStopped = true
      clearTimeout(timer)
      text = text.slice(0, shown)
      return text
    },
    shownText: () => text.slice(0, shown),
    wholeText: () => text,
  }
}

export type DeltaSender = ReturnType<typeof createDeltaSender>
