import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asAdmin, migrationsFolder } from '../../testing/test-postgres.ts'
import { createDatabase } from './database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { createPool } from './pool.ts'
import { assertPlainRole } from './roles.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }

/** A server of its own, for roles belong to the whole server: here nobody has made them yet. */
let dataDir: string
let postgres: EmbeddedPostgres
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'minichat-roles-'))
  postgres = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' } })
}, 120_000)
afterAll(async () => {
  await postgres?.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 120_000)

test('one ordinary login that owns its database and may make roles serves everything', {
  timeout: 60_000,
}, async () => {
  await asAdmin(postgres.connection('postgres'), async (client) => {
    await client.query('create role deploy login createrole')
    await client.query('create database chat owner deploy')
  })
  const connectionString = postgres.connection('deploy', 'chat')
  expect((await migrate({ connectionString, folder: migrationsFolder, log })).version).toBeGreaterThan(0)
  expect((await migrate({ connectionString, folder: migrationsFolder, log })).applied).toEqual([])

  const jobs = createPool({ connectionString, log, role: 'minichat_worker' })
  await runMigrations({ pgPool: jobs }).finally(() => jobs.end())
  const db = createDatabase({ connectionString, log, role: 'minichat_app' })
  try {
    await assertPlainRole(db)
    await expect(db.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
  } finally {
    await db.close()
  }
})
