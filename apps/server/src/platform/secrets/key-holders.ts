import type { Database } from '../database/database.ts'
import { newId } from '../ids.ts'
import type { Module } from '../module.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Secrets } from './secrets.ts'

const sayEveryMs = 20_000
/** A server that died is forgotten after so long. */
const believedSeconds = 90

/**
 * Tells the other processes on this database which keys this one knows, for as long as it runs. Settles when it is told
 * the first time, which is before this server takes requests.
 */
export async function announceKeys(deps: {
  db: Database
  secrets: Secrets
  log: Logger
}): Promise<{ stop(): Promise<void> }> {
  const { db, secrets, log } = deps
  const id = newId()
  const say = () =>
    db.query(`insert into key_holders (id, key_ids) values ($1, $2) on conflict (id) do update set seen_at = now()`, [
      id,
      secrets.keyIds,
    ])
  await say()
  const timer = setInterval(() => {
    say().catch((error: unknown) => log.warn({ err: error }, 'The keys of this server could not be announced.'))
  }, sayEveryMs).unref()
  return {
    async stop() {
      clearInterval(timer)
      await db.query('delete from key_holders where id = $1', [id]).catch(() => {})
    },
  }
}

/** How many running servers do not know a key. */
export async function countServersWithout(db: Database, keyId: string): Promise<number> {
  await db.query(`delete from key_holders where seen_at < now() - $1 * interval '1 second'`, [believedSeconds])
  const [row] = await db.query<{ count: number }>(
    'select count(*)::integer as count from key_holders where not ($1 = any (key_ids))',
    [keyId],
  )
  return row?.count ?? 0
}

export const secretsModule = (): Module => ({
  name: 'secrets',
  tables: [{ name: 'key_holders', scope: 'global', personalData: [] }],
})
