import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './testing/test-app.ts'
import { migrationsFolder } from './testing/test-postgres.ts'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp()
})
afterAll(() => server.stop())

type Table = { name: string; forced: boolean; policies: string[]; key: string[]; uniques: string[][] }

const tables = () =>
  server.db.query<Table>(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
      array(select p.polname::text from pg_policy p where p.polrelid = c.oid order by 1) as policies,
      array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality k (num, place)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
            where i.indrelid = c.oid and i.indisprimary order by k.place) as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by 1`)

test('every table is declared once, as a tenant’s and protected, or as global, with what it holds about people', async () => {
  const declared = server.app.modules.flatMap((module) => module.tables)
  const names = declared.map((table) => table.name)
  expect(new Set(names).size).toBe(names.length)
  const found = (await tables()).filter((table) => table.name !== 'schema_migrations')
  expect(found.map((table) => table.name)).toEqual([...names].sort())
  for (const table of found) {
    const declaration = declared.find((one) => one.name === table.name)
    const isTenant = declaration?.scope === 'tenant'
    expect([table.name, table.forced, table.policies.length > 0]).toEqual([table.name, isTenant, isTenant])
    if (isTenant)
      expect([table.name, table.key[0]]).toEqual([table.name, table.name === 'workspaces' ? 'id' : 'workspace_id'])
    expect(Array.isArray(declaration?.personalData)).toBe(true)
  }
})

test('what a table declares about people are columns that it has', async () => {
  const columns = await server.db.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
  )
  const known = new Set(columns.map((column) => column.name))
  for (const { name, personalData } of server.app.modules.flatMap((module) => module.tables)) {
    for (const column of personalData.flatMap((one) => one.columns)) expect(known).toContain(`${name}.${column}`)
  }
})

test('every sealed column is declared, so that its key can be changed', async () => {
  const columns = await server.db.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and column_name like '%\\_sealed' order by 1`,
  )
  const declared = server.app.modules
    .flatMap((module) => module.tables)
    .flatMap((table) => (table.sealed ?? []).map((one) => `${table.name}.${one.column}`))
  expect(columns.map((column) => column.name)).toEqual(declared.sort())
})

test('every unique key of a tenant table begins with the workspace, so that it tells nothing about others', async () => {
  const unscoped = await server.db.query<{ name: string }>(`
    select i.indexrelid::regclass::text as name
    from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relnamespace = 'public'::regnamespace and i.indisunique and c.relforcerowsecurity
      and a.attname <> 'workspace_id' and c.relname <> 'workspaces'`)
  expect(unscoped).toEqual([])
})

test('functions with their owner’s rights are the known few, with a fixed search path, and not for everybody', async () => {
  const definers = await server.db.query<{ name: string; fixed: boolean; open: boolean }>(`
    select p.proname as name,
      exists (select from unnest(p.proconfig) setting where setting like 'search\\_path=%') as fixed,
      coalesce(array_to_string(p.proacl, ','), '=X') ~ '(^|,)=X' as open
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`)
  const across = readdirSync(migrationsFolder).filter((name) => name.includes('across_workspaces'))
  const listed = across.flatMap((name) =>
    [...readFileSync(`${migrationsFolder}/${name}`, 'utf8').matchAll(/create (?:or replace )?function (\w+)/g)].map(
      (match) => match[1],
    ),
  )
  expect(definers.map((one) => one.name)).toEqual([...new Set(listed), 'enqueue_job', 'post_messages'].sort())
  expect(definers.filter((one) => !one.fixed || one.open)).toEqual([])
})

test('live says that the process answers, ready that it can work', async () => {
  expect(await (await fetch(`${server.url}/health/live`)).json()).toEqual({ status: 'live' })
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
})

test('metrics are shown to this machine, and not to what a proxy passes on', async () => {
  const metrics = await fetch(`${server.url}/metrics`)
  expect(await metrics.text()).toContain('minichat_http_request_seconds')
  expect((await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404)
})

test('errors are documented one by one', () => {
  const docs = readFileSync(fileURLToPath(new URL('../../../docs/errors.md', import.meta.url)), 'utf8')
  const documented = [...docs.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
  return import('@minichat/contracts').then(({ errorCatalogue }) => {
    expect(documented.sort()).toEqual(Object.keys(errorCatalogue).sort())
  })
})
