import type { Storage } from './storage.ts'

/**
 * Does something in one tab of this browser at a time.
 * @param hold is called when it is this tab's turn, and keeps the turn until it settles; its signal says that the turn
 * was lost before.
 * @param steal takes the turn from a tab that has it but does not answer.
 */
export type Locks = (
  name: string,
  lifetime: AbortSignal,
  hold: (lost: AbortSignal) => Promise<unknown>,
  steal?: boolean,
) => Promise<void>

const beatMs = 400
const leaseMs = 1400
const settleMs = 80

/** By Web Locks; by leases in the storage that tabs share where there are none, as on plain http. */
export function createLocks(prefix: string, storage: Storage): Locks {
  const { locks } = navigator
  return (name, lifetime, hold, steal = false) =>
    locks && storage.isShared()
      ? byWebLock(locks, prefix + name, lifetime, hold, steal)
      : byLease(storage, `lease:${name}`, lifetime, hold)
}

async function byWebLock(
  locks: LockManager,
  name: string,
  lifetime: AbortSignal,
  hold: (lost: AbortSignal) => Promise<unknown>,
  steal: boolean,
): Promise<void> {
  const turn = new AbortController()
  const end = () => turn.abort()
  lifetime.addEventListener('abort', end)
  try {
    // A request that steals may not be taken back; it is granted at once.
    await locks.request(name, steal ? { steal } : { signal: lifetime }, () => hold(turn.signal))
  } catch (error) {
    // Some sandboxes refuse locks: then it is this tab's turn for as long as it lives.
    if ((error as Error).name === 'SecurityError') await hold(turn.signal)
    // Else the page goes away, or another tab took the turn.
    else end()
  }
  lifetime.removeEventListener('abort', end)
}

/** Who holds it says so again and again; who stops saying so has lost it. Without shared storage each tab holds its own. */
async function byLease(
  storage: Storage,
  name: string,
  lifetime: AbortSignal,
  hold: (lost: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const me = Math.random().toString(36).slice(2)
  const turn = new AbortController()
  const isFree = () => {
    const [until = 0, owner] = (storage.get(name) ?? '').split(' ')
    return owner === me || Number(until) < Date.now() || Number(until) > Date.now() + leaseMs
  }
  const claim = () => storage.set(name, `${Date.now() + leaseMs} ${me}`)
  const isMine = () => storage.get(name)?.endsWith(` ${me}`)

  while (!lifetime.aborted) {
    if (isFree()) {
      claim()
      // Of tabs that claim it at the same moment the last one to write has it.
      if (storage.isShared()) await sleep(settleMs, lifetime)
      if (isMine()) break
    }
    await sleep(beatMs, lifetime)
  }
  if (lifetime.aborted) return
  const end = () => turn.abort()
  lifetime.addEventListener('abort', end)
  const beat = setInterval(() => (isMine() ? claim() : end()), beatMs)
  // A page that is left must not keep the others waiting.
  const release = () => isMine() && storage.remove(name)
  addEventListener('pagehide', release)
  try {
    await hold(turn.signal)
  } finally {
    clearInterval(beat)
    lifetime.removeEventListener('abort', end)
    removeEventListener('pagehide', release)
    release()
  }
}

const sleep = (ms: number, lifetime: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      lifetime.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    lifetime.addEventListener('abort', done)
  })
