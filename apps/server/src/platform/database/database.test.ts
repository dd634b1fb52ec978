import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CuttingProxy } from '../../testing/cutting-proxy.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { asAdmin } from '../../testing/test-postgres.ts'
import { createDatabase, type Database, DatabaseUnavailable, type Tx } from './database.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const workspace = '01930000-0000-7000-8000-000000000001'
let testDatabase: TestDatabase
let db: Database
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = createDatabase({ connectionString: testDatabase.urls.app, log })
  await asAdmin(testDatabase.urls.migration, (client) =>
    client.query('create table counters (id int primary key, n bigint); grant all on counters to minichat_app'),
  )
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})
beforeEach(() => asAdmin(testDatabase.urls.migration, (client) => client.query('truncate counters')))

const counters = () => db.query<{ id: number; n: number }>('select id, n from counters order by id')
const insert = (tx: Tx, id: number) => tx.query('insert into counters values ($1, 0)', [id])

describe('a transaction', () => {
  test('knows its workspace, and the next one on the connection does not', async () => {
    const setting = `select current_setting('app.workspace', true) as workspace, current_user as role`
    const inside = await db.transaction(workspace, (tx) => tx.one(setting))
    expect(inside).toEqual({ workspace, role: 'minichat_app' })
    expect(await db.global((tx) => tx.one(setting))).not.toMatchObject({ workspace })
    await expect(db.transaction(`${workspace}'; drop table counters`, async () => 1)).rejects.toBeInstanceOf(TypeError)
  })

  test('is undone when its work throws, and what was to follow the commit does not happen', async () => {
    const happened: string[] = []
    const mishap = new Error('mishap')
    const failing = db.transaction(workspace, async (tx) => {
      tx.afterCommit(() => happened.push('failed'))
      await insert(tx, 1)
      throw mishap
    })
    await expect(failing).rejects.toBe(mishap)
    await db.transaction(workspace, async (tx) => {
      tx.afterCommit(() => happened.push('committed'))
      tx.afterCommit(() => {
        throw new Error('too late to undo')
      })
      await insert(tx, 2)
      expect(happened).toEqual([])
    })
    expect(happened).toEqual(['committed'])
    expect(await counters()).toEqual([{ id: 2, n: 0 }])
  })

  test('does not pass for committed when it ignored a failed statement', async () => {
    const careless = db.transaction(workspace, async (tx) => {
      await insert(tx, 1)
      await insert(tx, 1).catch(() => {})
    })
    await expect(careless).rejects.toThrow(/Nothing was committed/)
    expect(await counters()).toEqual([])
  })

  test('takes no more statements once it has ended', async () => {
    const leaked = await db.global(async (tx) => tx)
    await expect(leaked.query('select 1')).rejects.toThrow(/has ended/)
  })

  test('that deadlocks with another one is tried again, and both succeed', async () => {
    await db.query('insert into counters values (1, 0), (2, 0)')
    let runs = 0
    const { promise: bothHoldOne, resolve: meet } = Promise.withResolvers<void>()
    const add = (first: number, second: number) =>
      db.transaction(workspace, async (tx) => {
        await tx.query('update counters set n = n + 1 where id = $1', [first])
        runs += 1
        if (runs === 2) meet()
        await bothHoldOne
        await tx.query('update counters set n = n + 1 where id = $1', [second])
      })
    await Promise.all([add(1, 2), add(2, 1)])
    expect(runs).toBe(3)
    expect(await counters()).toEqual([
      { id: 1, n: 2 },
      { id: 2, n: 2 },
    ])
  })

  test('gives one row, or none, or says that there were others', async () => {
    await db.global(async (tx) => {
      expect(await tx.one('select 1 as n')).toEqual({ n: 1 })
      expect(await tx.maybeOne('select 1 as n where false')).toBeUndefined()
      await expect(tx.one('select 1 where false')).rejects.toThrow(/one row, got 0/)
      await expect(tx.maybeOne('select generate_series(1, 2)')).rejects.toThrow(/at most one row, got 2/)
    })
  })
})

test('columns arrive as the types the code counts on', async () => {
  const [row] = await db.query(
    `select 9007199254740991::bigint as safe, 9007199254740993::bigint as beyond, array[1, null]::bigint[] as many,
       '2026-03-01'::date as day, '2026-03-01T00:00:00Z'::timestamptz as moment, '{"a": [1]}'::jsonb as json,
       1.10::numeric as amount, null::bigint as nothing`,
  )
  expect(row).toEqual({
    safe: 9007199254740991,
    beyond: 9007199254740993n,
    many: [1, null],
    day: '2026-03-01',
    moment: new Date('2026-03-01T00:00:00Z'),
    json: { a: [1] },
    amount: '1.10',
    nothing: null,
  })
})

test('a refused statement keeps its connection', async () => {
  const single = createDatabase({ connectionString: testDatabase.urls.app, log, maxConnections: 1 })
  try {
    const [before] = await single.query('select pg_backend_pid() as pid')
    await expect(single.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
    await expect(single.transaction(workspace, (tx) => tx.query('select 1 / 0'))).rejects.toMatchObject({
      code: '22012',
    })
    expect(await single.query('select pg_backend_pid() as pid')).toEqual([before])
    expect(single.stats()).toEqual({ total: 1, idle: 1, waiting: 0 })
  } finally {
    await single.close()
  }
})

test('a login for everything acts as the role it is told, and keeps the options of its URL', async () => {
  const url = `${testDatabase.urls.migration}&options=-c%20work_mem%3D5MB`
  const acting = createDatabase({ connectionString: url, log, role: 'minichat_app', statementTimeoutMs: 200 })
  try {
    const [row] = await acting.query(`select current_user as role, current_setting('work_mem') as memory`)
    expect(row).toEqual({ role: 'minichat_app', memory: '5MB' })
    await expect(acting.query('select pg_sleep(10)')).rejects.toMatchObject({ code: '57014' })
  } finally {
    await acting.close()
  }
})

describe('when the database can not be reached', () => {
  let proxy: CuttingProxy
  let remote: Database
  beforeEach(async () => {
    proxy = await CuttingProxy.start(testDatabase.urls.app)
    remote = createDatabase({ connectionString: proxy.url, log, statementTimeoutMs: 500, maxConnections: 2 })
  })
  afterEach(async () => {
    await remote.close()
    await proxy.stop()
  })

  test('nobody listening is one kind of error, and not being reachable is none', async () => {
    const nowhere = createDatabase({
      connectionString: 'postgresql://a@localhost/b?host=/nowhere&sslmode=disable',
      log,
    })
    await expect(nowhere.query('select 1')).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(nowhere.transaction(workspace, async () => 1)).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect(await nowhere.isReachable(1000)).toBe(false)
    await nowhere.close()
    expect(await remote.isReachable(5000)).toBe(true)
  })

  test('a connection lost amid the work fails it, and the next one works', async () => {
    const lost = remote.transaction(workspace, async (tx) => {
      await insert(tx, 1)
      proxy.cutAll()
      return tx.query('select 1')
    })
    await expect(lost).rejects.toMatchObject({ name: 'DatabaseUnavailable', outcomeUnknown: false })
    expect(await remote.query('select count(*) as n from counters')).toEqual([{ n: 0 }])
  })

  test('a connection lost at the commit never counts as success', async () => {
    const happened: string[] = []
    proxy.cutAtCommit = true
    const lost = remote.transaction(workspace, async (tx) => {
      tx.afterCommit(() => happened.push('committed'))
      await insert(tx, 1)
    })
    await expect(lost).rejects.toMatchObject({ name: 'DatabaseUnavailable', outcomeUnknown: true })
    expect(happened).toEqual([])
  })

  test('an administrator ending the connection is told apart from errors of the work', async () => {
    const ended = remote.transaction(workspace, async (tx) => {
      const { pid } = await tx.one<{ pid: number }>('select pg_backend_pid() as pid')
      await asAdmin(testDatabase.urls.migration, (client) => client.query('select pg_terminate_backend($1)', [pid]))
      await sleep(100)
      return tx.query('select 1')
    })
    await expect(ended).rejects.toBeInstanceOf(DatabaseUnavailable)
    const own = Object.assign(new Error('no such file'), { code: 'ENOENT' })
    await expect(remote.global(() => Promise.reject(own))).rejects.toBe(own)
  })

  test('newcomers to a full pool wait a bounded time, and it counts as reachable while it gives answers', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const holders = [remote.global(() => promise), remote.global(() => promise)]
    const begun = Date.now()
    const late = remote.query('select 1')
    await expect(late).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect(Date.now() - begun).toBeLessThan(20_000)
    resolve()
    await Promise.all(holders)
    const holder = remote.global(() => sleep(700))
    const another = remote.global(() => sleep(300))
    expect(await remote.isReachable(500)).toBe(true)
    await Promise.all([holder, another])
  }, 60_000)
})
