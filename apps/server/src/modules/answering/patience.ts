import { type Responder, ResponderFailed } from './responder.ts'

/** A visitor sees something new within 30 s: so long a provider may take, and so long what needs no network. */
const providerPatienceMs = 25_000
const ownPatienceMs = 5000
/** Less is not worth a call. */
const leastMs = 1000

/** Counts the time since a visitor last saw something happen, over all responders that are tried. */
export function createPatience() {
  let lastProgressAt = performance.now()

  return {
    /** @returns null when there is no time left for this responder. Stop what is begun. */
    begin({ providerId }: Pick<Responder, 'providerId'>, outer: AbortSignal) {
      const leftMs = () => providerPatienceMs - (performance.now() - lastProgressAt)
      const isOwn = providerId === null
      if (!isOwn && leftMs() < leastMs) return null
      const abort = new AbortController()
      const giveUp = () => abort.abort(new ResponderFailed('the visitor saw nothing happen for too long'))
      const waitMs = () => Math.max(leftMs(), isOwn ? ownPatienceMs : 0)
      let timer = setTimeout(giveUp, waitMs())
      const onOuter = () => abort.abort(outer.reason)
      if (outer.aborted) onOuter()
      else outer.addEventListener('abort', onOuter, { once: true })
      const ended = Promise.withResolvers<never>()
      ended.promise.catch(() => {})
      abort.signal.addEventListener('abort', () => ended.reject(abort.signal.reason), { once: true })
      if (abort.signal.aborted) ended.reject(abort.signal.reason)
      let isFresh = true

      return {
        signal: abort.signal,
        /** Rejects with the signal's reason. */
        ended: ended.promise,
        onProgress() {
          lastProgressAt = performance.now()
          if (!isFresh) return void timer.refresh()
          isFresh = false
          clearTimeout(timer)
          timer = setTimeout(giveUp, waitMs())
        },
        stop() {
          clearTimeout(timer)
          outer.removeEventListener('abort', onOuter)
        },
      }
    },
  }
}
