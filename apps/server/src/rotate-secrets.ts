import { parseArgs } from 'node:util'
import { reachDatabase } from './admin/reach-database.ts'
import { Refused } from './admin/refused.ts'
import { createApp } from './app.ts'
import { InvalidConfig, readConfig } from './config.ts'
import { countServersWithout } from './platform/secrets/key-holders.ts'
import { readOrMakeKeyRing } from './platform/secrets/master-key.ts'
import { type RotationCount, rotateSecrets } from './platform/secrets/rotate.ts'
import { createSecrets } from './platform/secrets/secrets.ts'
import { createLog } from './platform/telemetry/log.ts'
import { readStoredSecrets } from './stored-secrets.ts'

/** Seals everything with the current key, while the servers run. See docs/secrets.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
  const dryRun = values['dry-run']
  const config = readConfig(process.env, await readStoredSecrets(process.env))
  const log = createLog('silent')
  const { db, hub, close } = await reachDatabase(config, log)
  try {
    const ring = config.secretKeys ?? (await readOrMakeKeyRing(config.dataDir))
    const secrets = createSecrets(ring)
    const [currentId = '', ...oldIds] = secrets.keyIds
    const behind = await countServersWithout(db, currentId)
    if (behind > 0 && !dryRun) {
      const who = behind === 1 ? 'A running server does' : `${behind} running servers do`
      throw new Refused(
        `${who} not know the key ${currentId} yet and could not open what is sealed with it. Start all servers with it ` +
          'first. (A server that was killed counts for a minute and a half.)',
      )
    }
    const app = await createApp({
      config,
      db,
      hub,
      redis: null,
      log,
      masterKey: ring,
      isAlone: false,
      publicUrl: () => '',
    })
    const tables = app.modules.flatMap((module) => module.tables)
    const counts = await rotateSecrets({ db, secrets, tables, dryRun })
    await app.stop()
    console.log(reportOf(counts, { dryRun, currentId, oldIds }))
    if (counts.some((one) => one.unreadable > 0)) process.exitCode = 1
  } finally {
    await close()
  }
}

function reportOf(
  counts: RotationCount[],
  { dryRun, currentId, oldIds }: { dryRun: boolean; currentId: string; oldIds: string[] },
) {
  const unreadable = counts.reduce((sum, one) => sum + one.unreadable, 0)
  const lines = counts.map(({ column, resealed, unreadable }) => {
    const done = `${column}: ${resealed} ${dryRun ? 'to be sealed anew' : 'sealed anew'}`
    return unreadable > 0 ? `${done}, ${unreadable} that no key of the ring opens` : done
  })
  if (dryRun) return [...lines, 'Nothing was changed.'].join('\n')
  if (unreadable > 0)
    return [...lines, 'Keep the old keys, and add the one that is missing to SECRET_KEYS_OLD.'].join('\n')
  return [
    ...lines,
    `Everything is sealed with the key ${currentId}.`,
    oldIds.length > 0
      ? `The old ${oldIds.length === 1 ? 'key' : 'keys'} (${oldIds.join(', ')}) may go, as far as stored secrets are ` +
        'concerned. What was signed with it before ends then: visitors who have not been back since begin a new chat.'
      : 'There are no old keys.',
  ].join('\n')
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    const said = error instanceof InvalidConfig ? [error.message, ...error.problems].join('\n  - ') : null
    const isTelling = error instanceof Refused || (error instanceof Error && telling.has(error.name))
    console.error(`\n${said ?? (isTelling ? (error as Error).message : (error as Error).stack)}\n`)
    process.exit(1)
  },
)

/** Errors whose message says all that a person needs. */
const telling = new Set(['BrokenDataFolder', 'DataFolderInUse', 'DatabaseUnavailable', 'PostgresStartFailed'])
