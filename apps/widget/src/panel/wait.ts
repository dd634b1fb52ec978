/** A pause that ends early by `wake` or with the lifetime; one at a time. */
export function createPause(lifetime: AbortSignal) {
  let wake: (() => void) | undefined
  lifetime.addEventListener('abort', () => wake?.())
  return {
    wake: () => wake?.(),
    pause: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(() => wake?.(), ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
        if (lifetime.aborted) wake()
      }),
  }
}

/** Milliseconds before try number `failures` (1 for the first retry): doubling from 1 s to 30 s, half of it by chance. */
export function backoffMs(failures: number): number {
  return withJitter(Math.min(500 * 2 ** failures, 30_000) / 2)
}

/** Spreads what many clients would do at the same moment: once to twice as long. */
export const withJitter = (ms: number) => ms * (1 + Math.random())
