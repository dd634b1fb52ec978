import { type ChildProcess, execFile, type StdioOptions, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedPostgresUnavailable } from './embedded-errors.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'

const run = promisify(execFile)
const nobody = 65534

/** As whom and how PostgreSQL is run: it refuses to run as root. */
export interface PostgresAccount {
  /** Set when the programs run as another user than this process. */
  uid?: number
  gid?: number
  /** Words before the program's own. */
  prefix: string[]
}

/** Not root inside: the outer root appears as nobody, so no account is needed and no file changes hands. */
const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
/** The kernel stops PostgreSQL when this process dies, however it dies. */
const dieWithParent = ['setpriv', '--pdeathsig', 'INT']

/**
 * Chooses the first way that really runs the program here.
 * @param owner who owns the data folder already, if there is one.
 * @throws EmbeddedPostgresUnavailable when none does.
 */
export async function choosePostgresAccount(
  binaries: PostgresBinaries,
  dataDir: string,
  owner?: { uid: number; gid: number },
): Promise<PostgresAccount> {
  const me = process.getuid?.() ?? 0
  let refusal: unknown
  for (const way of possibleAccounts(me, owner)) {
    const blocked =
      way.uid === undefined ? undefined : await blockedFolder([binaries.postgres, join(dataDir, 'postgres')], way)
    if (blocked) {
      const problem = `PostgreSQL can't run as root, and user ${way.uid}, as whom it would run, may not enter ${blocked}.`
      throw new EmbeddedPostgresUnavailable(`${problem} Move the folder, or start MiniChat as an ordinary user.`)
    }
    for (const account of [{ ...way, prefix: [...way.prefix, ...dieWithParent] }, way]) {
      try {
        await tryOut(account, binaries.postgres)
        return account
      } catch (error) {
        refusal = error
      }
    }
  }
  const why = refusal instanceof Error ? refusal.message.trim() : 'unknown reason'
  const advice =
    me === 0 && owner?.uid === 0
      ? ` Its data belongs to root, as whom it must not run: chown -R ${nobody}:${nobody} ${join(dataDir, 'postgres')}.`
      : ''
  throw new EmbeddedPostgresUnavailable(`PostgreSQL can't be run here (${why}).${advice}`, { cause: refusal })
}

function possibleAccounts(me: number, owner?: { uid: number; gid: number }): PostgresAccount[] {
  if (me !== 0) return [{ prefix: [] }]
  if (owner && owner.uid !== 0) return [{ ...owner, prefix: [] }]
  // A folder of root's is of use to nobody else.
  const mapped = { prefix: namespace }
  return owner ? [mapped] : [mapped, { uid: nobody, gid: nobody, prefix: [] }]
}

async function tryOut(account: PostgresAccount, program: string): Promise<void> {
  const [file, args] = commandOf(account, program, ['--version'])
  await run(file, args, { ...identityOf(account), env: cleanEnvironment(), cwd: '/', timeout: 20_000 })
}

/** Starts a program of PostgreSQL; the pid of the child is the program's own. */
export function launch(account: PostgresAccount, program: string, args: string[], stdio: StdioOptions): ChildProcess {
  const [file, words] = commandOf(account, program, args)
  return spawn(file, words, {
    ...identityOf(account),
    stdio,
    env: cleanEnvironment(),
    // Every user may be in the root folder.
    cwd: '/',
    // Ctrl-C in a terminal goes to the whole group: the server stops PostgreSQL itself, after its own last words.
    detached: true,
  })
}

/** The first folder on the way to one of the files that the user may not enter. */
async function blockedFolder(paths: string[], user: { uid?: number; gid?: number }): Promise<string | undefined> {
  for (const path of paths) {
    const parents: string[] = []
    for (let folder = dirname(path); !parents.includes(folder); folder = dirname(folder)) parents.push(folder)
    for (const folder of parents.reverse()) {
      const found = await stat(folder).catch(() => undefined)
      if (!found) continue
      const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001
      if ((found.mode & bit) === 0) return folder
    }
  }
  return undefined
}

function commandOf(account: PostgresAccount, program: string, args: string[]): [string, string[]] {
  const [file = program, ...words] = [...account.prefix, program, ...args]
  return [file, words]
}

function identityOf(account: PostgresAccount): { uid?: number; gid?: number } {
  return account.uid === undefined ? {} : { uid: account.uid, gid: account.gid ?? account.uid }
}

/** PGDATA, PGOPTIONS and the like are meant for other servers. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
