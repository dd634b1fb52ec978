import { randomBytes } from 'node:crypto'
import { parseCommand, usage } from './admin/commands.ts'
import { reachDatabase } from './admin/reach-database.ts'
import { Refused } from './admin/refused.ts'
import { InvalidConfig, readConfig } from './config.ts'
import { createAccountsModule } from './modules/accounts/index.ts'
import { secondFactorRescue } from './modules/second-factors/index.ts'
import { sqlState } from './platform/database/database-unavailable.ts'
import { AppError } from './platform/errors.ts'
import { createSecrets } from './platform/secrets/secrets.ts'
import { createLog } from './platform/telemetry/log.ts'
import { readStoredSecrets } from './stored-secrets.ts'

/** Rescue without mail: the few things that must work when nobody can sign in. */
async function main(words: string[]): Promise<void> {
  if (words.length === 0 || ['help', '--help', '-h'].includes(words[0] ?? '')) return console.log(usage)
  const command = parseCommand(words)
  const config = readConfig(process.env, await readStoredSecrets(process.env))
  const log = createLog('silent')
  const { db, hub, close } = await reachDatabase(config, log)
  try {
    const { accounts } = createAccountsModule({
      db,
      hub,
      redis: null,
      bcryptCost: config.env === 'test' ? 4 : 12,
      makeWorkspace: notHere,
      hasSample: notHere,
      meOfKey: notHere,
      registration: config.registration,
      isHttps: false,
      mail: { isConfigured: false, isReadable: false, mailbox: null, send: notHere },
      onLockChanged() {},
      secrets: createSecrets(randomBytes(32)),
      publicUrl: () => '',
      nowMs: Date.now,
      operatorsNeedSecondFactor: false,
      secondFactor: { heldBy: notHere, challengeFor: notHere, ...secondFactorRescue(Date.now) },
    })
    console.log(await command.run({ accounts, config, input: process.stdin, questions: process.stderr }))
  } finally {
    await close()
  }
}

const notHere = () => Promise.reject(new Error('The server alone does this.'))

function messageOf(error: unknown): string | null {
  if (error instanceof InvalidConfig) return [error.message, ...error.problems.map((one) => `  - ${one}`)].join('\n')
  if (error instanceof Refused || error instanceof AppError) return error.message
  // A table, a column or a role is missing.
  if (['42P01', '42703', '28000'].includes(sqlState(error) ?? '')) {
    return 'This database is not ready for this version of MiniChat. Start the server once; it prepares it.'
  }
  return error instanceof Error && telling.has(error.name) ? error.message : null
}

/** Errors whose message says all that a person needs. */
const telling = new Set([
  'BrokenDataFolder',
  'DataFolderInUse',
  'DatabaseUnavailable',
  'EmbeddedPostgresUnavailable',
  'PostgresStartFailed',
])

main(process.argv.slice(2)).then(
  // Somebody may hold stdin open.
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\n${messageOf(error) ?? (error instanceof Error ? error.stack : String(error))}\n`)
    process.exit(1)
  },
)
