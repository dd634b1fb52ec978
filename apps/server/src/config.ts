import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { limits, type PlanName, planNames } from '@minichat/contracts'
import { z } from 'zod'
import {
  type ClamdAddress,
  fileSecretNames,
  fileVariables,
  missingForFiles,
  type StorageSettings,
  storageSettingsOf,
} from './config-files.ts'
import {
  type InboundMailSettings,
  inboundMailSecretNames,
  inboundMailSettings,
  inboundMailSettingsOf,
  missingForInboundMail,
} from './config-inbound-mail.ts'
import { type MailSettings, mailSettings, mailSettingsOf, missingForMail } from './config-mail.ts'
import { type ProviderConfig, providerProblems, providersOf, providerVariables } from './config-providers.ts'
import { trustProxy } from './trust-proxy.ts'

/** Where a list is expected: comma separated, spaces and empty parts ignored. */
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)
const onOff = z.enum(['on', 'off']).transform((value) => value === 'on')
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, { error: 'must be a whole number' })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `must be from ${min} to ${max}` })
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres:// or postgresql://' })
const httpOrigin = z
  .string()
  .refine((value) => /^https?:\/\/[^/\s@?#]+\/?$/.test(value) && URL.canParse(value), {
    error: 'must be an address such as https://chat.example.com, without a path',
    abort: true,
  })
  .transform((value) => new URL(value).origin)

const masterKey = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, {
  error: 'must be 32 random bytes in base64, such as `openssl rand -base64 32` prints',
})

const environment = z.object({
  MINICHAT_ENV: z.enum(['development', 'staging', 'production', 'test']).default('development'),
  MINICHAT_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  MINICHAT_SAMPLE: onOff.optional(),
  PORT: wholeNumber(0, 65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: httpOrigin.optional(),
  ALLOWED_ORIGINS: list.pipe(z.array(httpOrigin)).default([]),
  TRUST_PROXY: trustProxy.default([]),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_MIGRATION_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, { error: 'must start with redis:// or rediss://' })
    .optional(),
  SECRET_KEY: masterKey.optional(),
  SECRET_KEYS_OLD: list.pipe(z.array(masterKey)).default([]),
  OUTGOING_ALLOW: list.default([]),
  REGISTRATION: z.enum(['open', 'invite', 'closed']).default('invite'),
  DEFAULT_PLAN: z.enum(planNames).default('business'),
  OPERATOR_SECOND_FACTOR: z.enum(['optional', 'required']).default('optional'),
  AUDIT_KEEP_DAYS: wholeNumber(30, 3650).default(365),
  VISITOR_REQUESTS_PER_ADDRESS: wholeNumber(100, 1_000_000_000).default(30_000),
  VISITOR_MESSAGES_PER_MINUTE: wholeNumber(1, 100_000).default(limits.visitorMessagesPerMinute),
  ADDRESS_MESSAGES_PER_MINUTE: wholeNumber(1, 1_000_000).default(limits.addressMessagesPerMinute),
  WIDGET_MESSAGES_PER_MINUTE: wholeNumber(1, 10_000_000).default(limits.widgetMessagesPerMinute),
  SESSION_MAX_MESSAGES: wholeNumber(2, 100_000).default(limits.sessionMaxMessages),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  ...mailSettings,
  ...inboundMailSettings,
  ...fileVariables,
  ...providerVariables,
})

/** Variables whose value may also come from a file named by NAME_FILE, as container secrets do, or from a secret store. */
export const secretNames = [
  'DATABASE_URL',
  'DATABASE_MIGRATION_URL',
  'DATABASE_DIRECT_URL',
  'REDIS_URL',
  'SECRET_KEY',
  'SECRET_KEYS_OLD',
  'METRICS_TOKEN',
  'SMTP_URL',
  'SENDGRID_API_KEY',
  ...inboundMailSecretNames,
  ...fileSecretNames,
  ...Object.keys(providerVariables),
]

export type Config = Readonly<{
  env: 'development' | 'staging' | 'production' | 'test'
  isProduction: boolean
  servesApi: boolean
  runsWorker: boolean
  sample: boolean
  port: number
  host: string
  /** null: made from host and port once the server listens. */
  publicUrl: string | null
  allowedOrigins: readonly string[]
  /** Addresses and ranges of proxies, or how many there are between here and everybody. */
  trustProxy: readonly string[] | number
  /** Absolute. */
  dataDir: string
  /** null: the embedded PostgreSQL. */
  databaseUrl: string | null
  databaseMigrationUrl: string | null
  databaseDirectUrl: string | null
  databasePoolSize: number
  redisUrl: string | null
  /** null: read from, or made in, the data folder. */
  secretKeys: Readonly<{ current: Buffer; old: readonly Buffer[] }> | null
  /** host or host:port of private addresses that outgoing calls may reach. */
  outgoingAllow: readonly string[]
  registration: 'open' | 'invite' | 'closed'
  signInProviders: readonly ProviderConfig[]
  /** Of workspaces that no operator has given another one. */
  defaultPlan: PlanName
  /** Whether operators get to the console without a second factor. */
  operatorSecondFactor: 'optional' | 'required'
  auditKeepDays: number
  /** Of all visitors behind one address, in 15 minutes. */
  visitorRequestsPerAddress: number
  /** Per minute. */
  visitorLimits: Readonly<{
    messagesPerVisitor: number
    messagesPerAddress: number
    messagesPerWidget: number
    signalsPerVisitor: number
  }>
  sessionMaxMessages: number
  logLevel: string
  metricsToken: string | null
  /** null: no mail leaves this server. */
  mail: MailSettings | null
  /** null: answers to mails are not taken. */
  inboundMail: InboundMailSettings | null
  /** Where uploaded files are kept. */
  storage: StorageSettings
  /** null: uploaded files are not scanned. */
  clamd: ClamdAddress | null
}>

type Given = Record<string, string | undefined>
/** What a secret store holds of the variables, and its name for messages. */
export type StoredSecrets = { from: string; values: Record<string, string> }

/** All that is wrong with the environment, one line each. */
export class InvalidConfig extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`)
    this.name = 'InvalidConfig'
    this.problems = problems
  }
}

/**
 * Reads and checks the whole environment at once.
 * @throws InvalidConfig with every problem, not only the first.
 */
export function readConfig(env: Given, stored: StoredSecrets | null = null): Config {
  const problems: string[] = []
  const given = withoutEmpty(env)
  problems.push(...readNamedFiles(given, secretNames))
  for (const [name, value] of Object.entries(withoutEmpty(stored?.values ?? {}))) {
    if (!secretNames.some((known) => known === name)) {
      problems.push(`${stored?.from} holds ${name}, which is none of ${secretNames.join(', ')}.`)
    } else if (given[name]) problems.push(`${name} is set, and ${stored?.from} holds it as well: keep one.`)
    else given[name] = value?.trim()
  }

  const parsed = environment.safeParse(given)
  for (const issue of parsed.error?.issues ?? []) problems.push(describe(issue, given))
  problems.push(...unknownNames(given))
  problems.push(...missingTogether(given), ...providerProblems(given))
  if (!parsed.success || problems.length > 0) throw new InvalidConfig(problems)

  const value = parsed.data
  return Object.freeze({
    env: value.MINICHAT_ENV,
    isProduction: value.MINICHAT_ENV === 'production',
    servesApi: value.MINICHAT_ROLE !== 'worker',
    runsWorker: value.MINICHAT_ROLE !== 'api',
    sample: value.MINICHAT_SAMPLE ?? value.MINICHAT_ENV === 'development',
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL ?? null,
    allowedOrigins: Object.freeze(value.ALLOWED_ORIGINS),
    trustProxy: Object.freeze(value.TRUST_PROXY),
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL ?? null,
    databaseMigrationUrl: value.DATABASE_MIGRATION_URL ?? null,
    databaseDirectUrl: value.DATABASE_DIRECT_URL ?? null,
    databasePoolSize: value.DATABASE_POOL_SIZE,
    redisUrl: value.REDIS_URL ?? null,
    secretKeys: value.SECRET_KEY
      ? {
          current: Buffer.from(value.SECRET_KEY, 'base64'),
          old: value.SECRET_KEYS_OLD.map((key) => Buffer.from(key, 'base64')),
        }
      : null,
    outgoingAllow: Object.freeze(value.OUTGOING_ALLOW),
    registration: value.REGISTRATION,
    signInProviders: providersOf(value),
    defaultPlan: value.DEFAULT_PLAN,
    operatorSecondFactor: value.OPERATOR_SECOND_FACTOR,
    auditKeepDays: value.AUDIT_KEEP_DAYS,
    visitorRequestsPerAddress: value.VISITOR_REQUESTS_PER_ADDRESS,
    visitorLimits: Object.freeze({
      messagesPerVisitor: value.VISITOR_MESSAGES_PER_MINUTE,
      messagesPerAddress: value.ADDRESS_MESSAGES_PER_MINUTE,
      messagesPerWidget: value.WIDGET_MESSAGES_PER_MINUTE,
      signalsPerVisitor: limits.visitorSignalsPerMinute,
    }),
    sessionMaxMessages: value.SESSION_MAX_MESSAGES,
    logLevel: value.LOG_LEVEL,
    metricsToken: value.METRICS_TOKEN ?? null,
    mail: mailSettingsOf(value),
    inboundMail: inboundMailSettingsOf(value),
    storage: storageSettingsOf(value, resolve(value.DATA_DIR)),
    clamd: value.CLAMD_URL ?? null,
  })
}

/** An empty variable is an unset one: compose files and shells cannot easily unset. */
export const withoutEmpty = (env: Given): Given =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))

/** Sets each variable that is named by a file. @returns what is wrong. */
export function readNamedFiles(given: Given, names: readonly string[]): string[] {
  const problems: string[] = []
  for (const name of names) {
    const file = given[`${name}_FILE`]
    if (!file) continue
    if (given[name]) problems.push(`${name} and ${name}_FILE are both set: keep one.`)
    try {
      given[name] = readFileSync(file, 'utf8').trim()
    } catch (error) {
      problems.push(
        `${name}_FILE names a file that cannot be read: ${file} (${(error as NodeJS.ErrnoException).code}).`,
      )
    }
  }
  return problems
}

function describe(issue: z.core.$ZodIssue, given: Given): string {
  const name = String(issue.path[0])
  const isSecret = /URL|KEY|TOKEN|SECRET/.test(name)
  const shown = isSecret && name !== 'PUBLIC_URL' ? '' : ` (it is ${JSON.stringify(given[name])})`
  const rule = issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message
  return `${name} ${rule}${shown}.`
}

/** What needs what else, by whether it is set at all, so that it is told together with all that is wrong. */
function missingTogether(given: Given): string[] {
  const { MINICHAT_ENV: env = 'development', MINICHAT_ROLE: role = 'all', DATABASE_URL: database } = given
  const problems = [...missingForMail(given), ...missingForInboundMail(given), ...missingForFiles(given)]
  if (given.SECRET_KEYS_OLD && !given.SECRET_KEY) {
    problems.push(
      'SECRET_KEYS_OLD needs SECRET_KEY: old keys in the data folder stand in its secret.key, below the new one.',
    )
  }
  if (!database && (given.DATABASE_MIGRATION_URL || given.DATABASE_DIRECT_URL)) {
    problems.push('DATABASE_MIGRATION_URL and DATABASE_DIRECT_URL need DATABASE_URL.')
  }
  if (env === 'production' && !given.PUBLIC_URL) {
    problems.push('PUBLIC_URL is needed in production: the address under which people reach MiniChat.')
  }
  if (['staging', 'production'].includes(env) && database && !given.SECRET_KEY) {
    problems.push('SECRET_KEY is needed with DATABASE_URL: every server must use the same one.')
  }
  if (role !== 'all' && !database) {
    problems.push(`MINICHAT_ROLE=${role} needs DATABASE_URL: the embedded database belongs to one process.`)
  }
  return problems
}

/** A misspelt MINICHAT_ variable would otherwise be ignored without a word. */
const unknownNames = (given: Given) =>
  Object.keys(given)
    .filter((name) => name.startsWith('MINICHAT_') && !(name in environment.shape))
    .map((name) => `${name} is not a variable that MiniChat knows. See .env.example.`)
