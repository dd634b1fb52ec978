import { setTimeout as sleep } from 'node:timers/promises'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import { tryOnce } from './metered-try.ts'
import { baseUrlOf, type ProviderSettings } from './provider-settings.ts'
import type { Endpoint } from './relays/wire.ts'
import {
  type Breaker,
  type Meter,
  type ModelCall,
  type ModelProvider,
  type ModelUsage,
  ProviderFailed,
  ProviderSkipped,
} from './types.ts'

const maxTries = 3
/** No try is begun later than that after the first one: the next provider is the better choice then. */
const retryWithinMs = 8000

/**
 * A provider that can be called. A call passes the breaker once; each try is counted by the meter on its own. What failed
 * before its first piece is tried again, where the provider said or it is known that nothing was done.
 * @param openKey throws ProviderFailed when the key can't be read.
 */
export function createModelProvider(deps: {
  settings: ProviderSettings
  openKey: () => string | null
  breaker: Breaker
  meter: Meter
  outgoing: Outgoing
}): ModelProvider {
  const { settings, breaker } = deps
  const { id, kind, name, model, maxOutputTokens } = settings

  /** @throws ProviderFailed. */
  function open(): Endpoint {
    const baseUrl = baseUrlOf(settings)
    try {
      deps.outgoing.check(baseUrl)
    } catch (error) {
      throw new ProviderFailed((error as Error).message, { cause: error })
    }
    return { baseUrl, model, apiKey: deps.openKey() }
  }

  async function* stream(call: ModelCall): AsyncGenerator<string, ModelUsage> {
    await breaker.pass()
    const startedAt = performance.now()
    for (let tries = 1; ; tries += 1) {
      let hasText = false
      try {
        const usage = yield* tryOnce({ ...deps, endpoint: open(), call, onText: () => (hasText = true) })
        await breaker.onSuccess()
        return usage
      } catch (error) {
        if (!(error instanceof ProviderFailed) || error instanceof ProviderSkipped) throw error
        const waitMs = hasText ? null : waitBefore(tries + 1, error, performance.now() - startedAt)
        if (waitMs === null) {
          await breaker.onFailure(error)
          throw error
        }
        await sleep(waitMs, undefined, { signal: call.signal })
      }
    }
  }
  return { id, kind, name, model, maxOutputTokens, stream }
}

/** @returns how long to wait before a try, with jitter; null: it is not worth it. */
function waitBefore(tries: number, failure: ProviderFailed, spentMs: number): number | null {
  if (!failure.isRetryable || tries > maxTries) return null
  const waitMs = (failure.retryAfterMs ?? 150 * 2 ** tries) + Math.random() * 200
  return spentMs + waitMs > retryWithinMs ? null : waitMs
}
