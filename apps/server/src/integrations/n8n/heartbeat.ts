import type { Locale, N8nSettings } from '@minichat/contracts'
import type { Run } from '../../modules/answering/index.ts'

/** The dots alone do until then. */
const firstMs = 4000
const everyMs = 8000

const ours = {
  en: 'Still working on it…',
  th: 'กำลังหาคำตอบให้อยู่…',
} as const

/** Tells viewers that the answer is being worked on, until it begins. */
export function startHeartbeat(run: Run, words: N8nSettings['heartbeat'], locale: Locale) {
  let timer: NodeJS.Timeout
  const next = (afterMs: number) => {
    timer = setTimeout(beat, afterMs)
  }
  function beat() {
    run.waits?.(words[locale] || ours[locale])
    next(everyMs)
  }
  next(firstMs)
  return {
    /** It is known by now that this takes a while. */
    beat() {
      clearTimeout(timer)
      beat()
    },
    stop: () => clearTimeout(timer),
  }
}
