import type { AiPrice, AiPrices } from '@minichat/contracts'
import { changesBetween, recordAudit } from '../../../platform/audit.ts'
import { createCache } from '../../../platform/cache.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { PersonActor } from '../../../platform/http/actor.ts'
import type { Hub } from '../../../platform/realtime/hub.ts'
import type { ProviderKind } from '../types.ts'
import { defaultPricesAsOf } from './default-prices.ts'
import { defaultRows, type FoundPrice, findPrice } from './price-table.ts'

type Row = { model: string; input_micro_usd: number; output_micro_usd: number }

/** Prices that operators set, kept in the process. */
export function createPrices({ db, hub, nowMs }: { db: Database; hub: Hub; nowMs: () => number }) {
  const cache = createCache<AiPrice[]>({
    name: 'ai-prices',
    hub,
    ttlMs: 60_000,
    maxEntries: 1,
    nowMs,
    load: async () => (await db.query<Row>(`${select} order by model`)).map(present),
  })

  const presentAll = (prices: AiPrice[]): AiPrices => ({
    prices,
    defaults: [...defaultRows],
    defaultsAsOf: defaultPricesAsOf,
  })

  return {
    priceOf: async (kind: ProviderKind, model: string): Promise<FoundPrice> =>
      findPrice(kind, model, await cache.get('all')),

    read: async (): Promise<AiPrices> => presentAll((await db.query<Row>(`${select} order by model`)).map(present)),

    /** Replaces the operators' list. */
    replace: (actor: PersonActor, prices: AiPrice[]): Promise<AiPrices> =>
      db.global(async (tx) => {
        const before = await lockAll(tx)
        await tx.query('delete from ai_prices')
        await tx.query(
          `insert into ai_prices (model, input_micro_usd, output_micro_usd)
           select * from unnest($1::text[], $2::bigint[], $3::bigint[])`,
          [
            prices.map(({ model }) => model),
            prices.map(({ inputMicroUsd }) => inputMicroUsd),
            prices.map(({ outputMicroUsd }) => outputMicroUsd),
          ],
        )
        const after = (await tx.query<Row>(`${select} order by model`)).map(present)
        tx.afterCommit(() => cache.invalidateAll())
        const change = changesBetween({ prices: before.map(inWords) }, { prices: after.map(inWords) })
        if (change) await recordAudit(tx, { actor, action: 'server.ai_prices_changed', ...change })
        return presentAll(after)
      }),
  }
}

export type Prices = ReturnType<typeof createPrices>

const select = 'select model, input_micro_usd, output_micro_usd from ai_prices'

/** Two who replace the list at once do it one after the other. */
async function lockAll(tx: Tx): Promise<AiPrice[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('ai_prices'))`)
  return (await tx.query<Row>(`${select} order by model`)).map(present)
}

const present = (row: Row): AiPrice => ({
  model: row.model,
  inputMicroUsd: row.input_micro_usd,
  outputMicroUsd: row.output_micro_usd,
})

const inWords = ({ model, inputMicroUsd, outputMicroUsd }: AiPrice) =>
  `${model}: ${inputMicroUsd / 1_000_000} / ${outputMicroUsd / 1_000_000}`
