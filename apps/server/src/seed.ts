import { parseArgs } from 'node:util'
import { reachDatabase } from './admin/reach-database.ts'
import { Refused } from './admin/refused.ts'
import { InvalidConfig, readConfig } from './config.ts'
import { hashPassword } from './modules/accounts/index.ts'
import { createWidgetsModule } from './modules/widgets/index.ts'
import { createLog } from './platform/telemetry/log.ts'
import { type SeedSize, seedWorkspace } from './seed/seed-workspace.ts'
import { readStoredSecrets } from './stored-secrets.ts'

const usage = `Makes a workspace full of made-up chats, to look at and to measure with.

  npm run seed -- [--members 10] [--chats 500] [--messages 10000] [--days 90] [--chance 1] [--in-production]`

async function main(): Promise<void> {
  const { size, inProduction } = readArguments()
  const config = readConfig(process.env, await readStoredSecrets(process.env))
  if (config.isProduction && !inProduction)
    throw new Refused('This is a production server. Add --in-production if made-up chats are wanted there.')
  const { db, hub, close } = await reachDatabase(config, createLog('silent'))
  const startedAt = performance.now()
  try {
    const widgets = createWidgetsModule({
      db,
      hub,
      publicUrl: () => '',
      nowMs: Date.now,
      onAiPaused: async () => {},
      assertRoomFor: async () => {},
      onShown() {},
    })
    const seeded = await seedWorkspace(
      {
        db,
        hashPassword: (password) => hashPassword(password),
        makeWidget: widgets.make,
        nowMs: Date.now,
        onProgress: ({ chats, messages }) => process.stderr.write(`\r${chats} chats, ${messages} messages `),
      },
      size,
    )
    process.stderr.write('\n')
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`Made ${size.chats} chats with ${size.messages} messages in ${seconds} s.`)
    console.log(`Sign in as ${seeded.email} with the password ${seeded.password}`)
    const [first] = seeded.memberEmails
    if (first) console.log(`The others, such as ${first}, have the same password.`)
  } finally {
    await close()
  }
}

function readArguments(): { size: SeedSize; inProduction: boolean } {
  const number = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const { values } = parseArgs({
    options: {
      members: number('10'),
      chats: number('500'),
      messages: number('10000'),
      days: number('90'),
      chance: number('1'),
      'in-production': { type: 'boolean', default: false },
    },
  })
  const whole = (name: 'members' | 'chats' | 'messages' | 'days' | 'chance') => {
    if (!/^[1-9]\d{0,8}$/.test(values[name])) throw new Refused(`--${name} must be a whole number above 0.\n\n${usage}`)
    return Number(values[name])
  }
  return {
    size: {
      members: whole('members'),
      chats: whole('chats'),
      messages: whole('messages'),
      days: whole('days'),
      chanceStart: whole('chance'),
    },
    inProduction: values['in-production'],
  }
}

const isTelling = (error: unknown): error is Error =>
  error instanceof Refused ||
  error instanceof RangeError ||
  (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const said =
      error instanceof InvalidConfig
        ? [error.message, ...error.problems.map((one) => `  - ${one}`)].join('\n')
        : isTelling(error)
          ? error.message
          : error instanceof Error
            ? error.stack
            : String(error)
    console.error(`\n${said}\n`)
    process.exit(1)
  },
)
