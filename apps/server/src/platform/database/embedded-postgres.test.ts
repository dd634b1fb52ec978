import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, DatabaseUnavailable } from './database.ts'
import { DataFolderInUse } from './embedded-errors.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { identify } from './process-identity.ts'

const limitMs = 120_000
const log = { debug() {}, info() {}, warn() {}, error() {} }
const fixture = fileURLToPath(new URL('./embedded-postgres.fixture.ts', import.meta.url))
const asRootWithTools = process.getuid?.() === 0 && canRun('setpriv', ['--version'])

let parent: string
let dataDir: string
let running: EmbeddedPostgres[]
let children: ChildProcess[]
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'minichat-embedded-'))
  dataDir = join(parent, 'data')
  running = []
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(children.map(ended))
  await Promise.all(running.map((postgres) => postgres.stop()))
  await rm(parent, { recursive: true, force: true })
}, limitMs)

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  running.push(postgres)
  return postgres
}

describe('on an empty folder', () => {
  test('a database is made that only its owner can reach, and it starts again with its rows', {
    timeout: limitMs,
  }, async () => {
    const first = await start()
    await ask(first.connection('postgres'), 'create table kept as select 42 as answer')
    const [settings] = await ask(
      first.connection('postgres'),
      `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
         current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
         (select datlocprovider from pg_database where datname = current_database()) as provider`,
    )
    expect(settings).toEqual({ encoding: 'UTF8', checksums: 'on', addresses: '', fsync: 'on', provider: 'b' })
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(dataDir, 'run'))).mode & 0o777).toBe(0o700)
    expect((await stat(dataDir)).mode & 0o077).not.toBe(0)
    await first.stop()
    await first.stop()
    expect(await readdir(dataDir)).toEqual(['postgres', 'run'])

    const second = await start()
    expect(await ask(second.connection('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('what a killed initdb left behind is made anew', { timeout: limitMs }, async () => {
    await mkdir(join(dataDir, 'postgres.initializing-4711', 'base'), { recursive: true })
    await writeFile(join(dataDir, 'postgres.initializing-4711', 'PG_VERSION'), '18\n')
    await mkdir(join(dataDir, 'postgres'))
    const postgres = await start()
    expect(await ask(postgres.connection('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await readdir(dataDir)).not.toContain('postgres.initializing-4711')
  })

  test('a path too long for a socket gets its socket elsewhere', { timeout: limitMs }, async () => {
    dataDir = join(parent, 'x'.repeat(60), 'y'.repeat(60))
    const postgres = await start()
    expect(await ask(postgres.connection('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    const folder = new URL(postgres.connection('postgres')).searchParams.get('host') ?? ''
    expect((await lstat(folder)).mode & 0o777).toBe(0o700)
    await postgres.stop()
    await rm(folder, { recursive: true })
  })
})

describe('one folder, one owner', () => {
  test('a second server is refused, told who has it, and disturbs nothing', { timeout: limitMs }, async () => {
    const child = await startChild()
    const before = await snapshot(join(dataDir, 'postgres'), ['PG_VERSION', 'postmaster.pid', 'postgresql.conf'])
    const refusal = await startEmbeddedPostgres({ dataDir, log }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DataFolderInUse)
    expect((refusal as DataFolderInUse).message).toContain(String(child.process.pid))
    expect(await snapshot(join(dataDir, 'postgres'), ['PG_VERSION', 'postmaster.pid', 'postgresql.conf'])).toBe(before)
    expect(await ask(child.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('servers that start at the same moment agree on one', { timeout: limitMs }, async () => {
    const attempts = await Promise.allSettled([start(), start(), start(), start()])
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1)
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(DataFolderInUse)
    }
  })

  test('after kill -9 of the server the next one starts with every committed row', { timeout: limitMs }, async () => {
    const child = await startChild()
    await ask(child.url, 'create table kept (n int)')
    await ask(child.url, 'insert into kept select generate_series(1, 1000)')
    child.process.kill('SIGKILL')
    await ended(child.process)
    const next = await start()
    expect(await ask(next.connection('postgres'), 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
    expect(next.pid).not.toBe(child.pid)
    expect(identify(child.pid)).toBeUndefined()
  })

  test('kill -9 of server and PostgreSQL together loses nothing', { timeout: limitMs }, async () => {
    const child = await startChild()
    await ask(child.url, 'create table kept as select 7 as n')
    process.kill(child.pid, 'SIGKILL')
    child.process.kill('SIGKILL')
    await ended(child.process)
    const next = await start()
    expect(await ask(next.connection('postgres'), 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('a PostgreSQL that outlived its killed server is ended before the next one starts', {
    timeout: limitMs,
  }, async () => {
    // Without setpriv the kernel does not end it with its server.
    const child = await startChild([], { PATH: await toolsFolder('unshare') })
    await ask(child.url, 'create table kept as select 7 as n')
    child.process.kill('SIGKILL')
    await ended(child.process)
    expect(await ask(child.url, 'select n from kept')).toEqual([{ n: 7 }])
    const next = await start()
    expect(identify(child.pid)).toBeUndefined()
    expect(await ask(next.connection('postgres'), 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('a stranger that was given the number of an earlier PostgreSQL is left alone', {
    timeout: limitMs,
  }, async () => {
    const first = await start()
    await first.stop()
    const stranger = spawn('sleep', ['100'])
    children.push(stranger)
    // As after a crash, with the number given out again since.
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${stranger.pid}\n${dataDir}/postgres\n1\n5432\n`)
    const second = await start()
    expect(await ask(second.connection('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    expect(stranger.exitCode).toBeNull()
    expect(stranger.signalCode).toBeNull()
  })
})

test('when PostgreSQL is killed it comes back by itself and the pool goes on', { timeout: limitMs }, async () => {
  const exits: unknown[] = []
  const postgres = await startEmbeddedPostgres({ dataDir, log, onUnexpectedExit: (exit) => exits.push(exit) })
  running.push(postgres)
  const db = createDatabase({ connectionString: postgres.connection('postgres'), log })
  try {
    await db.query('create table kept as select 7 as n')
    const killed = postgres.pid
    process.kill(killed, 'SIGKILL')
    const failures: unknown[] = []
    const rows = await eventually(
      () => db.query('select n from kept'),
      failures,
      () => postgres.pid !== killed,
    )
    expect(rows).toEqual([{ n: 7 }])
    for (const failure of failures) expect(failure).toBeInstanceOf(DatabaseUnavailable)
    expect(exits).toEqual([{ code: null, signal: 'SIGKILL' }])
    expect(await db.isReachable(5000)).toBe(true)
  } finally {
    await db.close()
  }
})

test('stopping while PostgreSQL is being started again leaves nothing running', { timeout: limitMs }, async () => {
  const postgres = await start()
  process.kill(postgres.pid, 'SIGKILL')
  await sleep(120)
  await postgres.stop()
  expect(await readdir(dataDir)).toEqual(['postgres', 'run'])
  expect(identify(postgres.pid)).toBeUndefined()
})

describe.runIf(asRootWithTools)('as whom PostgreSQL runs', () => {
  test('an ordinary user starts it directly', { timeout: limitMs }, async () => {
    await chown(parent, 65534, 65534)
    const child = await startChild(['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'])
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(65534)
    expect((await stat(`/proc/${child.pid}`)).uid).toBe(65534)
    child.process.kill('SIGTERM')
    await ended(child.process)
    // Root goes on with that folder as its owner.
    const postgres = await start()
    expect((await stat(`/proc/${postgres.pid}`)).uid).toBe(65534)
  })

  test('root without user namespaces runs it as nobody, and says which folder is in the way', {
    timeout: limitMs,
  }, async () => {
    const tools = await toolsFolder('setpriv')
    const closed = await startChild([], { PATH: tools }).catch((error: Error) => error)
    expect((closed as Error).message).toMatch(new RegExp(`EmbeddedPostgresUnavailable.*may not enter ${parent}`))
    execFileSync('chmod', ['755', parent])
    const child = await startChild([], { PATH: tools })
    expect((await stat(`/proc/${child.pid}`)).uid).toBe(65534)
  })
})

/** A folder for PATH with this one program in it. */
async function toolsFolder(program: string): Promise<string> {
  const folder = join(parent, 'tools')
  await mkdir(folder)
  const found = process.env.PATH?.split(':')
    .map((place) => join(place, program))
    .find(existsSync)
  if (found) await symlink(found, join(folder, program))
  return folder
}

interface Child {
  process: ChildProcess
  pid: number
  url: string
}

async function startChild(prefix: string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Child> {
  const [file = process.execPath, ...args] = [...prefix, process.execPath, fixture, dataDir]
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } })
  children.push(child)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const { value } = await lines.next()
  const said = JSON.parse(String(value)) as { pid: number; url: string; error?: string; message?: string }
  if (said.error) throw new Error(`${said.error}: ${said.message}`)
  return { process: child, pid: said.pid, url: said.url }
}

async function ended(child: ChildProcess): Promise<void> {
  for (let i = 0; i < 1000 && child.exitCode === null && child.signalCode === null; i += 1) await sleep(20)
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function eventually<T>(work: () => Promise<T>, failures: unknown[], ready: () => boolean): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    try {
      const result = await work()
      if (ready()) return result
    } catch (error) {
      failures.push(error)
      if (Date.now() > deadline) throw error
    }
    await sleep(50)
  }
}

async function snapshot(folder: string, names: string[]): Promise<string> {
  return (await Promise.all(names.map((name) => digest(join(folder, name))))).join(' ')
}

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

function canRun(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
