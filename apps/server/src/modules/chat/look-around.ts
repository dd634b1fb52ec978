/** A notice may be lost, between processes or with the process that was to give it: so often each follower looks for itself. */
const lookEveryMs = 15_000
const tickMs = 100
/** Of all followers, so many share a tick at most: thousands who look at once would keep everybody else from the database. */
const sharePerTick = 1 / 100

/** When each looks next, the first in front. */
const looking = new Map<() => void, number>()
let timer: NodeJS.Timeout | undefined

/** Calls back about every 15 s until the returned function is called. One timer for all: there may be thousands. */
export function lookRegularly(look: () => void): () => void {
  looking.set(look, performance.now() + lookEveryMs)
  timer ??= setInterval(tick, tickMs)
  return () => {
    looking.delete(look)
    if (looking.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  const now = performance.now()
  let left = Math.ceil(looking.size * sharePerTick)
  for (const [look, dueAt] of looking) {
    if (dueAt > now || left === 0) return
    left -= 1
    looking.delete(look)
    looking.set(look, now + lookEveryMs)
    look()
  }
}
