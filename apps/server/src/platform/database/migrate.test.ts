import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEmptyTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { asAdmin, migrationsFolder } from '../../testing/test-postgres.ts'
import { type MigrateOptions, MigrationError, migrate } from './migrate.ts'
import { DatabaseNotPrepared } from './roles.ts'

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
let testDatabase: TestDatabase
let folder: string
beforeEach(async () => {
  vi.clearAllMocks()
  testDatabase = await createEmptyTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'minichat-migrations-'))
  await copyFile(join(migrationsFolder, '0001_foundation.sql'), join(folder, '0001_foundation.sql'))
  await write('0002_notes.sql', `create table notes (id int primary key); insert into notes values (1)`)
})
afterEach(async () => {
  await testDatabase.drop()
  await rm(folder, { recursive: true, force: true })
})

const write = (name: string, sql: string) => writeFile(join(folder, name), sql)
const run = (options: Partial<MigrateOptions> = {}) =>
  migrate({ connectionString: testDatabase.urls.migration, folder, log, ...options })
const ask = (text: string) => asAdmin(testDatabase.urls.migration, async (client) => (await client.query(text)).rows)

test('an empty database gets every migration once, owned by the owner role', async () => {
  expect(await run()).toEqual({ applied: ['0001_foundation.sql', '0002_notes.sql'], version: 2 })
  expect(await run()).toEqual({ applied: [], version: 2 })
  expect(await ask(`select tableowner from pg_tables where tablename = 'notes'`)).toEqual([
    { tableowner: 'minichat_owner' },
  ])
  expect(await ask(`select has_table_privilege('minichat_app', 'notes', 'delete') as may`)).toEqual([{ may: true }])
})

test('with nothing to do it takes two round trips and no lock', async () => {
  await run()
  const statements = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await asAdmin(testDatabase.urls.migration, async (client) => {
      await client.query('begin; lock table schema_migrations in share mode; select pg_advisory_lock(4711200613)')
      statements.mockClear()
      expect(await run({ lockTimeoutMs: 1000 })).toEqual({ applied: [], version: 2 })
      expect(statements).toHaveBeenCalledTimes(2)
      await client.query('rollback')
    })
  } finally {
    statements.mockRestore()
  }
})

test('servers that start at once share the work', async () => {
  const results = await Promise.all([run(), run(), run()])
  expect(results.flatMap((result) => result.applied).sort()).toEqual(['0001_foundation.sql', '0002_notes.sql'])
})

test('several databases of one server are prepared at once', { timeout: 60_000 }, async () => {
  const others = await Promise.all([1, 2, 3].map(() => createEmptyTestDatabase()))
  try {
    const urls = [testDatabase, ...others].map((database) => database.urls.migration)
    const results = await Promise.all(urls.map((connectionString) => run({ connectionString, loginRoles: true })))
    for (const result of results) expect(result.version).toBe(2)
  } finally {
    await Promise.all(others.map((database) => database.drop()))
  }
})

test('a failing migration leaves nothing behind and names its file', async () => {
  await write('0003_broken.sql', 'create table half (id int); select 1 / 0')
  const failure = await run().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(MigrationError)
  expect((failure as Error).message).toMatch(/0003_broken\.sql: division by zero/)
  expect(
    await ask(`select to_regclass('half') as half, (select max(version) from schema_migrations) as version`),
  ).toEqual([{ half: null, version: 2 }])
})

describe('files that do not fit the database', () => {
  test('one that was changed after it had been applied', async () => {
    await run()
    await write('0002_notes.sql', 'create table notes (id bigint primary key)')
    await expect(run()).rejects.toThrow(/0002_notes\.sql: it was changed/)
  })

  test('other line ends are no change', async () => {
    await write('0003_lines.sql', 'select 1;\nselect 2;\n')
    await run()
    await write('0003_lines.sql', 'select 1;\r\nselect 2;\r\n')
    expect(await run()).toEqual({ applied: [], version: 3 })
  })

  test('a missing number, a number twice, a name without one', async () => {
    await write('0004_gap.sql', 'select 1')
    await expect(run()).rejects.toThrow(/0004_gap\.sql: number 0003/)
    await rm(join(folder, '0004_gap.sql'))
    await write('0002_zwei.sql', 'select 1')
    await expect(run()).rejects.toThrow(/0002_zwei\.sql: number 0003/)
    await rm(join(folder, '0002_zwei.sql'))
    await write('later.sql', 'select 1')
    await expect(run()).rejects.toThrow(/later\.sql: the name/)
  })

  test('a database that is newer than the program is accepted, with a warning', async () => {
    await run()
    await rm(join(folder, '0002_notes.sql'))
    expect(await run()).toEqual({ applied: [], version: 2 })
    expect(log.warn).toHaveBeenCalledTimes(1)
  })

  test('one that was left out', async () => {
    await run()
    await ask('delete from schema_migrations where version = 1')
    await expect(run()).rejects.toThrow(/0001_foundation\.sql: it was never applied/)
  })
})

describe('when something is locked', () => {
  test('it waits for another server, says so, and gives up in time', async () => {
    await asAdmin(testDatabase.urls.migration, async (client) => {
      await client.query('select pg_advisory_lock(4711200613)')
      await expect(run({ lockTimeoutMs: 300 })).rejects.toThrow(/more than 300 ms/)
      expect(log.info).toHaveBeenCalledWith(expect.anything(), expect.stringMatching(/Waiting/))
    })
    expect((await run()).version).toBe(2)
  })

  test('a table in use is waited for in short turns, until it is free', { timeout: 60_000 }, async () => {
    await run()
    await write('0003_wider.sql', 'alter table notes add column body text')
    await asAdmin(testDatabase.urls.migration, async (client) => {
      await client.query('begin; select * from notes')
      await expect(run({ lockTimeoutMs: 400 })).rejects.toThrow(/0003_wider\.sql: canceling statement due to lock/)
      const patient = run({ lockTimeoutMs: 2000 })
      await sleep(1500)
      await client.query('commit')
      expect((await patient).applied).toEqual(['0003_wider.sql'])
      expect(log.warn).toHaveBeenCalled()
    })
  })
})

describe('a login that is no superuser', () => {
  let login: string
  let connectionString: string
  beforeEach(async () => {
    login = `minichat_test_login_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
    await ask(`create role ${login} login password 'secret'`)
    connectionString = actingAs(login)
  })
  afterEach(() => ask(`drop owned by ${login}; drop role ${login}`))

  /** Signs in as the superuser does and acts as another: not every server lets a new login in over its socket. */
  function actingAs(role: string): string {
    return `${testDatabase.urls.migration}&options=${encodeURIComponent(`-c role=${role}`)}`
  }

  test('is told what an administrator has to run, and goes on once that is done', { timeout: 60_000 }, async () => {
    const refusal = await run({ connectionString }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DatabaseNotPrepared)
    const { sql, message } = refusal as DatabaseNotPrepared
    expect(message).toContain(`grant minichat_owner to "${login}"`)
    for (const statement of sql) await ask(statement)
    expect((await run({ connectionString })).version).toBe(2)
    expect(await run({ connectionString })).toEqual({ applied: [], version: 2 })
  })

  test("an operator's own login for the server gets the plain role", { timeout: 60_000 }, async () => {
    await run({ appLogin: login })
    expect(await ask(`select pg_has_role('${login}', 'minichat_app', 'member') as may`)).toEqual([{ may: true }])
    await run({ appLogin: login })
  })
})
