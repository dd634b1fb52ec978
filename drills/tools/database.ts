import type pg from 'pg'
import { runningEmbeddedUrl } from '../../apps/server/src/platform/database/running-embedded.ts'
import { asAdmin } from '../../apps/server/src/testing/test-postgres.ts'

/** Works as superuser in the database that runs on a drill's data folder. */
export async function inDatabase<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asAdmin(await runningEmbeddedUrl(dataDir, 'postgres'), work)
}

/**
 * Sabotage: writes one part of a database function anew.
 * @throws when the part is not there: the function has changed, and so must the sabotage.
 */
export async function replaceInFunction(dataDir: string, name: string, part: string, by: string): Promise<void> {
  await inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ source: string }>(
      'select pg_get_functiondef(oid) as source from pg_proc where proname = $1',
      [name],
    )
    const source = rows[0]?.source ?? ''
    if (!source.includes(part)) throw new Error(`The function ${name} has no ${JSON.stringify(part)} to break.`)
    await client.query(source.replace(part, by))
  })
}
