import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from './database.ts'
import { sqlState } from './database-unavailable.ts'
import { appRole, ownerRole, writerRole } from './role-names.ts'
import { type Facts, type RoleOptions, type RoleStep, roleSteps } from './role-steps.ts'

export type { RoleOptions } from './role-steps.ts'

/** The migrating login may not make what is missing; the message has the SQL for an administrator. */
export class DatabaseNotPrepared extends Error {
  override name = 'DatabaseNotPrepared'
  readonly sql: string[]

  constructor(login: string, database: string, sql: string[], cause?: unknown) {
    const script = sql.map((statement) => `  ${statement};`).join('\n')
    super(
      `The login ${login} may not prepare the database ${database}. ` +
        `Let an administrator run this in it, then start again:\n${script}`,
      { cause },
    )
    this.sql = sql
  }
}

/**
 * Brings the roles and their rights on this database about; does nothing when all is there.
 * @throws DatabaseNotPrepared when the login lacks the rights to.
 */
export async function ensureRoles(client: pg.Client, options: RoleOptions = {}): Promise<void> {
  const steps = roleSteps(options)
  const { facts, missing } = await findMissing(client, steps)
  if (missing.length === 0) return
  const refused = (left: RoleStep[], cause?: unknown) =>
    new DatabaseNotPrepared(
      facts.login,
      facts.database,
      left.map((step) => step.sql(facts)),
      cause,
    )
  for (const step of missing) {
    await runShared(client, step, facts).catch((error: unknown) => {
      throw sqlState(error) === '42501' ? refused(missing, error) : error
    })
  }
  // A grant by somebody who may not give it can pass with a warning.
  const left = await findMissing(client, steps)
  if (left.missing.length > 0) throw refused(left.missing)
}

/** Whether `ensureRoles` has nothing to do. One round trip. */
export async function rolesAreReady(client: pg.Client, options: RoleOptions = {}): Promise<boolean> {
  return (await findMissing(client, roleSteps(options))).missing.length === 0
}

async function findMissing(client: pg.Client, steps: RoleStep[]): Promise<{ facts: Facts; missing: RoleStep[] }> {
  const answers = steps.map((step) => `coalesce((${step.done}), false)`)
  const { rows } = await client.query<Facts & { done: boolean[] }>(
    `select current_user as login, current_database() as database,
       current_setting('server_version_num')::int as version, array[${answers.join(', ')}] as done`,
  )
  const [found] = rows
  if (!found) throw new Error('The database did not describe itself.')
  return { facts: found, missing: steps.filter((_, index) => !found.done[index]) }
}

/**
 * Roles belong to the whole server, so migrations of several databases may make them at the same moment. There is no
 * lock across databases; whoever comes second is told that it exists, or that the row has just changed.
 */
async function runShared(client: pg.Client, step: RoleStep, facts: Facts): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (step.as) await client.query(`set role ${step.as}`)
      await client.query(step.sql(facts))
      return
    } catch (error) {
      const code = sqlState(error)
      if (code === '42710' && step.creates) return
      const collided = code === '23505' || code === '40P01' || (error as Error).message.startsWith('tuple concurrently')
      if (!collided || attempt >= 30) throw error
      await sleep(Math.random() * 20 * Math.min(attempt, 10))
    } finally {
      if (step.as) await client.query('reset role')
    }
  }
}

/** The server was given a login whose rights walk through row-level security. */
class UnsafeDatabaseRole extends Error {
  override name = 'UnsafeDatabaseRole'
}

/**
 * Row-level security does not hold for superusers and the like; refuses to work as one.
 * @throws UnsafeDatabaseRole that says what is wrong with the role.
 */
export async function assertPlainRole(db: Pick<Database, 'query'>): Promise<void> {
  const [role] = await db.query<{ name: string; superuser: boolean; bypasses: boolean; owns: boolean }>(`
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses,
      exists (
        select from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and pg_has_role(r.oid, c.relowner, 'USAGE')
      ) or exists (
        select from pg_roles o where o.rolname in ('${ownerRole}', '${writerRole}') and pg_has_role(r.oid, o.oid, 'USAGE')
      ) as owns
    from pg_roles r where r.rolname = current_user`)
  if (!role) throw new Error('The database does not know the role of this connection.')
  const fault = role.superuser
    ? 'it is a superuser'
    : role.bypasses
      ? 'it bypasses row-level security'
      : role.owns
        ? 'it owns tables or has the rights of their owner'
        : undefined
  if (!fault) return
  throw new UnsafeDatabaseRole(
    `The server must not work as the database role ${role.name}: ${fault}, so nothing would keep workspaces apart. ` +
      `Use a login that has been granted ${appRole} only, or let the server act as ${appRole}.`,
  )
}
