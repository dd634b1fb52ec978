import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { createDatabase, type Database } from './database.ts'
import { createPool } from './pool.ts'
import { assertPlainRole } from './roles.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const ours = '01930000-0000-7000-8000-000000000001'
const theirs = '01930000-0000-7000-8000-000000000002'
let testDatabase: TestDatabase
let app: Database
let admin: pg.Client
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  app = createDatabase({ connectionString: testDatabase.urls.app, log })
  admin = new pg.Client({ connectionString: testDatabase.urls.migration })
  await admin.connect()
  await admin.query(`
    set role minichat_owner;
    create table notes (
      workspace_id uuid not null, id int not null, body text not null, updated_at timestamptz not null default 'epoch',
      primary key (workspace_id, id));
    call protect_tenant_table('notes');
    call keep_updated_at('notes');
    create function write_notes(workspaces uuid[], ids int[], bodies text[]) returns int
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      perform set_config('app.workspaces', workspaces::text, true);
      insert into notes select * from unnest(workspaces, ids, bodies);
      return (select count(*) from notes);
    end $$;
    call hand_over_function('write_notes(uuid[], int[], text[])', 'minichat_writer')`)
  await app.transaction(ours, (tx) => tx.query('insert into notes values ($1, 1, $2)', [ours, 'ours']))
  await app.transaction(theirs, (tx) => tx.query('insert into notes values ($1, 1, $2)', [theirs, 'theirs']))
})
afterAll(async () => {
  await admin.end()
  await app.close()
  await testDatabase.drop()
})

test('the app sees, changes and removes rows of the workspace of its transaction alone', async () => {
  const seen = await app.transaction(ours, (tx) => tx.query('select body from notes'))
  expect(seen).toEqual([{ body: 'ours' }])
  const changed = await app.transaction(ours, (tx) => tx.query('update notes set body = body returning workspace_id'))
  expect(changed).toEqual([{ workspace_id: ours }])
  const removed = await app.transaction(ours, (tx) =>
    tx.query('delete from notes where workspace_id = $1 returning id', [theirs]),
  )
  expect(removed).toEqual([])
})

test('a row can be put into no other workspace, neither by insert nor by update', async () => {
  const denied = { code: '42501' }
  await expect(
    app.transaction(ours, (tx) => tx.query('insert into notes values ($1, 2, $2)', [theirs, 'smuggled'])),
  ).rejects.toMatchObject(denied)
  await expect(
    app.transaction(ours, (tx) => tx.query('update notes set workspace_id = $1', [theirs])),
  ).rejects.toMatchObject(denied)
})

test('without a workspace nothing is shown: the statement fails', async () => {
  const fresh = createDatabase({ connectionString: testDatabase.urls.app, log, maxConnections: 1 })
  try {
    // Never set in this connection, then left empty by a transaction that has ended.
    await expect(fresh.query('select * from notes')).rejects.toMatchObject({ code: '42704' })
    await fresh.transaction(ours, (tx) => tx.query('select 1'))
    await expect(fresh.query('select * from notes')).rejects.toMatchObject({ code: '22P02' })
    await expect(fresh.global((tx) => tx.query('select * from notes'))).rejects.toMatchObject({ code: '22P02' })
  } finally {
    await fresh.close()
  }
})

test('the writing function reaches the workspaces of its batch, and the app can call it', async () => {
  const count = await app.transaction(ours, (tx) =>
    tx.one<{ n: number }>('select write_notes($1::uuid[], $2::int[], $3::text[]) as n', [
      [ours, theirs],
      [7, 7],
      ['a', 'b'],
    ]),
  )
  expect(count).toEqual({ n: 4 })
  await expect(
    app.query('select write_notes($1::uuid[], $2::int[], $3::text[])', [[ours], [7], ['again']]),
  ).rejects.toMatchObject({ code: '23505' })
  const { rows } = await admin.query(`
    select proowner::regrole::text as owner, has_schema_privilege('minichat_writer', 'public', 'create') as may_create,
      exists (select from aclexplode(proacl) where grantee = 0) as for_all from pg_proc where proname = 'write_notes'`)
  expect(rows).toEqual([{ owner: 'minichat_writer', may_create: false, for_all: false }])
})

test('a backfill in a migration touches the rows of every workspace', async () => {
  const { rowCount } = await admin.query(`update notes set body = body || '!' where id = 1`)
  expect(rowCount).toBe(2)
})

test('updated_at follows each update', async () => {
  const [note] = await app.transaction(ours, (tx) =>
    tx.query<{ updated_at: Date }>(
      `update notes set body = 'new', updated_at = 'epoch' where id = 1 returning updated_at`,
    ),
  )
  expect(note?.updated_at.getFullYear()).toBeGreaterThan(2000)
})

test.each([
  ['no workspace', 'create table t (id int primary key)', 'has no column workspace_id'],
  ['an optional workspace', 'create table t (id int primary key, workspace_id uuid)', 'has no column workspace_id'],
  [
    'its workspace late in the key',
    'create table t (id int, workspace_id uuid, primary key (id, workspace_id))',
    'must start with',
  ],
  ['no primary key', 'create table t (workspace_id uuid not null)', 'must start with'],
])('a table with %s is refused', async (_name, table, message) => {
  await admin.query('begin')
  await admin.query(table)
  await expect(admin.query(`call protect_tenant_table('t')`)).rejects.toThrow(message)
  await admin.query('rollback')
})

test('a table of workspaces names its own column', async () => {
  await admin.query('begin')
  await admin.query(`create table w (id uuid primary key); call protect_tenant_table('w', 'id')`)
  const { rows } = await admin.query(`select relforcerowsecurity as forced from pg_class where relname = 'w'`)
  expect(rows).toEqual([{ forced: true }])
  await admin.query('rollback')
})

test('a function that could be led astray is not handed over', async () => {
  await admin.query('begin')
  await admin.query('create function f() returns int language sql security definer as $$ select 1 $$')
  await expect(admin.query(`call hand_over_function('f()', 'minichat_writer')`)).rejects.toThrow('search_path')
  await admin.query('rollback')
})

test('the app may make no tables and change no history; only plain roles are accepted', async () => {
  await expect(app.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
  await expect(app.query('delete from schema_migrations')).rejects.toMatchObject({ code: '42501' })
  await assertPlainRole(app)
  const superuser = createDatabase({ connectionString: testDatabase.urls.migration, log })
  const owner = createDatabase({ connectionString: testDatabase.urls.migration, log, role: 'minichat_owner' })
  try {
    await expect(assertPlainRole(superuser)).rejects.toThrow(/superuser/)
    await expect(assertPlainRole(owner)).rejects.toThrow(/minichat_owner.*owns tables/)
  } finally {
    await superuser.close()
    await owner.close()
  }
})

test('the job queue installs itself under its own role', async () => {
  const jobs = createPool({ connectionString: testDatabase.urls.worker, log })
  await runMigrations({ pgPool: jobs }).finally(() => jobs.end())
  const { rows } = await admin.query(
    `select nspowner::regrole::text as owner from pg_namespace where nspname = 'graphile_worker'`,
  )
  expect(rows).toEqual([{ owner: 'minichat_worker' }])
})
