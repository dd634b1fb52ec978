import type { AiCaps } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/ids.ts'
import type { Logger } from '../../../platform/telemetry/log.ts'
import type { CapScope, Meter, Reservation } from '../types.ts'
import { readCaps } from './caps.ts'
import { addSpend, correctCaps, endCall, insertCall, readAddress, takeOfCaps } from './meter.store.ts'
import { type CapNotices, capOf } from './notices.ts'
import { type CapKey, capKeysFor, dayOf, scopesInOrder } from './periods.ts'
import { costOf, type FoundPrice } from './price-table.ts'
import type { Prices } from './prices.ts'

/** Longer than any call may take, a workflow's included: who has not told its end by then has died. */
const lapsesAfterMs = limits.n8nTimeoutMaxMs + 60_000

type Call = Parameters<Meter['reserve']>[0]
type Begun = Call & { id: string; day: string; price: FoundPrice; keys: CapKey[]; reservedMicroUsd: number }

/** Thrown inside of the transaction, so that nothing of it stays. */
class Refused extends Error {
  readonly scope: CapScope
  readonly caps: AiCaps
  constructor(scope: CapScope, caps: AiCaps) {
    super('A cap is reached.')
    this.scope = scope
    this.caps = caps
  }
}

/**
 * Counts what calls of providers cost. Before a call the most that it can come to is taken of each cap, in one statement
 * under the rows' locks, so that calls in parallel cannot go beyond a cap together; after it, what it did come to.
 */
export function createMeter(deps: {
  db: Database
  prices: Prices
  notices: CapNotices
  nowMs: () => number
  log: Logger
}): Meter {
  const { db, notices, nowMs, log } = deps

  async function reserve(call: Call): ReturnType<Meter['reserve']> {
    const price = await deps.prices.priceOf(call.kind, call.model)
    const reservedMicroUsd = costOf(price, call.inputTokens, call.maxOutputTokens)
    const startedMs = nowMs()
    const day = dayOf(startedMs)
    try {
      const begun = await db.transaction(call.workspaceId, async (tx): Promise<Begun> => {
        const address = call.asked && (await readAddress(tx, call.asked.answerId))
        const keys = capKeysFor({ day, visitorId: call.asked?.visitorId ?? null, address })
        if (reservedMicroUsd > 0) await takeOrRefuse(tx, reservedMicroUsd, keys)
        const id = newId()
        await insertCall(tx, {
          ...call,
          id,
          day,
          address,
          startedAt: new Date(startedMs),
          lapsesAt: new Date(startedMs + lapsesAfterMs),
          outputTokens: call.maxOutputTokens,
          isPriced: price.isPriced,
          costMicroUsd: reservedMicroUsd,
        })
        return { ...call, id, day, price, keys, reservedMicroUsd }
      })
      return reservationOf(begun)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { scope, caps } = error
      await db.transaction(call.workspaceId, async (tx) => {
        await addSpend(tx, { ...nothing, ...call, day, inputTokens: 0, refused: 1 })
        await notices.afterRefusal(tx, day, scope, caps)
      })
      return { refusedBy: scope }
    }
  }

  function reservationOf(begun: Begun): Reservation {
    return {
      async settle(told) {
        const end = wasRefused(told) ? { ...told, inputTokens: 0, outputTokens: 0 } : told
        const costMicroUsd = costOf(begun.price, end.inputTokens, end.outputTokens)
        try {
          await db.transaction(begun.workspaceId, async (tx) => {
            if (!(await endCall(tx, begun.id, { ...end, costMicroUsd }))) return
            if (begun.reservedMicroUsd > 0 || costMicroUsd > 0) {
              const used = await correctCaps(tx, costMicroUsd - begun.reservedMicroUsd, begun.keys)
              await notices.afterSpending(tx, begun.day, used, await readCaps(tx))
            }
            await addSpend(tx, {
              ...nothing,
              ...begun,
              calls: 1,
              failed: end.outcome === 'failed' ? 1 : 0,
              abandoned: end.outcome === 'abandoned' ? 1 : 0,
              unpriced: begun.price.isPriced ? 0 : 1,
              inputTokens: end.inputTokens,
              outputTokens: end.outputTokens,
              costMicroUsd,
            })
          })
        } catch (error) {
          // The answer is there and must not be lost for this. The call stays reserved and lapses: it counts in full.
          log.warn({ err: error, callId: begun.id }, 'What a call cost could not be written.')
        }
        return { costMicroUsd }
      },
    }
  }

  return { reserve }
}

/** The provider answered with an error in place of a stream: nobody charges for that. */
const wasRefused = ({ outcome, status, firstTokenMs }: Parameters<Reservation['settle']>[0]) =>
  outcome === 'failed' && firstTokenMs === null && status !== null && status >= 400

const nothing = { calls: 0, failed: 0, abandoned: 0, unpriced: 0, refused: 0, outputTokens: 0, costMicroUsd: 0 }

async function takeOrRefuse(tx: Tx, microUsd: number, keys: CapKey[]): Promise<void> {
  const caps = await readCaps(tx)
  const { full, held } = await takeOfCaps(
    tx,
    microUsd,
    keys.map((key) => ({ ...key, cap: capOf(caps, key.scope) })),
  )
  const isHeld = (scope: CapScope) => held.includes(scope)
  const refused = scopesInOrder.find(
    (scope) => full.includes(scope) || (full.length === 0 && keys.some((key) => key.scope === scope) && !isHeld(scope)),
  )
  if (refused) throw new Refused(refused, caps)
}
