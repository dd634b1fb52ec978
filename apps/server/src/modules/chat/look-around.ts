/** A notice may be lost between processes: so often each follower looks for itself. */
const lookEveryMs = 15_000

const looking = new Set<() => void>()
let timer: NodeJS.Timeout | undefined

/** Calls back every 15 s until the returned function is called. One timer for all: there may be thousands. */
export function lookRegularly(look: () => void): () => void {
  looking.add(look)
  timer ??= setInterval(() => {
    for (const one of looking) one()
  }, lookEveryMs)
  return () => {
    looking.delete(look)
    if (looking.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
