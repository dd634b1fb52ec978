import { email as emailSchema } from '@minichat/contracts'
import type { Config } from '../config.ts'
import type { createAccountsModule } from '../modules/accounts/index.ts'
import { readPassword } from './read-password.ts'
import { Refused } from './refused.ts'

type Tools = {
  accounts: ReturnType<typeof createAccountsModule>['accounts']
  config: Config
  input: NodeJS.ReadableStream
  /** Apart from stdout, which holds what was asked for. */
  questions: NodeJS.WritableStream
}

/** @returns what is printed. */
type Command = { argument: string | null; says: string; run: (tools: Tools, argument: string) => Promise<string> }

export const commands: Record<string, Command> = {
  list: {
    argument: null,
    says: 'everybody with an account',
    async run({ accounts }) {
      const people = await accounts.rescue.people()
      if (people.length === 0)
        return 'There is no account yet. Print a link for the first one: npm run admin -- set-up-link'
      const rows = people.map((one) => [
        one.email,
        plain(one.name),
        one.is_operator ? 'yes' : '',
        one.email_verified_at ? '' : 'no',
        lockOf(one),
      ])
      return table([['E-MAIL', 'NAME', 'OPERATOR', 'CONFIRMED', 'LOCKED UNTIL'], ...rows])
    },
  },

  'make-operator': {
    argument: '<email>',
    says: 'let somebody look after the whole installation',
    async run({ accounts }, email) {
      if (!(await accounts.rescue.makeOperator(email))) throw unknown(email)
      return `${email} is an operator now.`
    },
  },

  'reset-password': {
    argument: '<email>',
    says: 'set a new password (asked for, or one line from stdin) and sign the person out everywhere',
    async run({ accounts, input, questions }, email) {
      if (!(await accounts.rescue.people()).some((one) => one.email === email)) throw unknown(email)
      const ended = await accounts.rescue.resetPassword(email, await readPassword(input, questions))
      if (ended === null) throw unknown(email)
      return `${email} has a new password. Sign-in sessions ended: ${ended}.`
    },
  },

  unlock: {
    argument: '<email>',
    says: 'let somebody sign in again after too many wrong passwords, or after an operator locked them',
    async run({ accounts }, email) {
      if (!(await accounts.rescue.unlock(email))) throw unknown(email)
      return `${email} may sign in again.`
    },
  },

  verify: {
    argument: '<email>',
    says: 'confirm the address of somebody who gets no mail',
    async run({ accounts }, email) {
      if (!(await accounts.rescue.verify(email))) throw unknown(email)
      return `${email} is confirmed and may sign in.`
    },
  },

  'disable-two-factor': {
    argument: '<email>',
    says: 'let somebody sign in by password alone who lost their second factor',
    async run({ accounts }, email) {
      const wasOn = await accounts.rescue.disableTwoFactor(email)
      if (wasOn === null) throw unknown(email)
      return wasOn ? `${email} signs in by password alone now.` : `${email} has no second factor.`
    },
  },

  'set-up-link': {
    argument: null,
    says: 'a new one-time link for the first account; earlier ones end',
    async run({ accounts, config }) {
      const token = await accounts.makeSetupToken()
      if (token === null)
        throw new Refused('There is an account already. See them with list; reset-password lets its owner in.')
      const origin = originOf(config)
      const path = `/setup#token=${token}`
      return origin ? origin + path : `Open this path at the server's address:\n  ${path}`
    },
  },
}

export const usage = [
  'Looks after the accounts of this installation, also while the server runs.',
  '',
  ...Object.entries(commands).map(([name, { argument, says }]) =>
    `  npm run admin -- ${[name, argument].filter(Boolean).join(' ')}`.padEnd(42).concat(says),
  ),
].join('\n')

/** @throws Refused when the command line makes no sense. */
export function parseCommand(words: string[]): { run: (tools: Tools) => Promise<string> } {
  const [name = '', ...rest] = words
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Refused(`There is no command ${JSON.stringify(name)}.\n\n${usage}`)
  const wanted = command.argument === null ? 0 : 1
  if (rest.length !== wanted)
    throw new Refused(`Use: npm run admin -- ${[name, command.argument].filter(Boolean).join(' ')}`)
  if (wanted === 0) return { run: (tools) => command.run(tools, '') }
  const email = emailSchema.safeParse(rest[0])
  if (!email.success) throw new Refused(`${JSON.stringify(rest[0])} is not an e-mail address.`)
  return { run: (tools) => command.run(tools, email.data) }
}

const unknown = (email: string) => new Refused(`There is no account ${email}. See them with: npm run admin -- list`)

/** Null where the server picks a free port, which nobody else knows. */
function originOf({ publicUrl, host, port }: Config): string | null {
  if (publicUrl) return publicUrl
  if (port === 0) return null
  const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host
  return `http://${shown}:${port}`
}

const lockOf = ({ locked_at, lock_until }: { locked_at: Date | null; lock_until: Date | null }) =>
  locked_at ? 'an operator unlocks' : lock_until ? `${lock_until.toISOString().slice(0, 16).replace('T', ' ')} UTC` : ''

/** People choose their names: nothing in one may steer the terminal. */
const plain = (text: string) => text.replace(/\p{Cc}|\p{Cf}/gu, ' ')

function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
