import pg from 'pg'
import { appRole, ownerRole, workerRole, writerRole } from './role-names.ts'

export interface RoleOptions {
  /** The app and worker roles may sign in themselves: on the embedded server, which trusts its socket folder. */
  loginRoles?: boolean
  /** A login of the operator's that the server uses; it may act as the app role. */
  appLogin?: string
}

export interface Facts {
  login: string
  database: string
  /** As `server_version_num`. */
  version: number
}

/** One thing that must hold, how to find out, and how to bring it about (also by an administrator's hand). */
export interface RoleStep {
  sql: (facts: Facts) => string
  /** An SQL expression. */
  done: string
  creates?: boolean
  /** The role to do it as. */
  as?: string
}

/** In the order in which they have to be done. */
export function roleSteps(options: RoleOptions): RoleStep[] {
  const roles = [ownerRole, appRole, writerRole, workerRole]
  return [
    ...roles.map(create),
    ...(options.loginRoles ? [appRole, workerRole].map(allowLogin) : []),
    // The migrating login becomes the owner for its migrations, and the others where it serves everything.
    ...roles.map((role) => member(role, undefined)),
    // The owner hands functions over to these two; it must not have their rights besides, or their policies would
    // apply to its backfills.
    member(writerRole, ownerRole),
    member(workerRole, ownerRole),
    ...(options.appLogin === undefined || options.appLogin === appRole ? [] : [appMember(options.appLogin)]),
    // Schemas and trusted extensions.
    onDatabase(ownerRole, 'create'),
    onDatabase(ownerRole, 'connect'),
    onDatabase(appRole, 'connect'),
    // The job queue's installer makes its schema.
    onDatabase(workerRole, 'create'),
    onDatabase(workerRole, 'connect'),
    closedSchema,
    onSchema(ownerRole, 'create', ' with grant option'),
    onSchema(ownerRole, 'usage', ' with grant option'),
    onSchema(appRole, 'usage'),
    onSchema(writerRole, 'usage'),
    onSchema(workerRole, 'usage'),
    byDefault('in schema public grant select, insert, update, delete on tables to', 'r', appRole, 'DELETE'),
    byDefault('in schema public grant usage on sequences to', 'S', appRole, 'USAGE'),
    noFunctionsForAll,
    ...[appRole, writerRole, workerRole].map((role) =>
      byDefault('grant execute on functions to', 'f', role, 'EXECUTE'),
    ),
  ]
}

const quote = pg.escapeIdentifier
const oid = (role: string) => `(select oid from pg_roles where rolname = ${pg.escapeLiteral(role)})`

function create(role: string): RoleStep {
  return {
    sql: () => `create role ${role} nologin noinherit`,
    done: `${oid(role)} is not null`,
    creates: true,
  }
}

function allowLogin(role: string): RoleStep {
  return { sql: () => `alter role ${role} login`, done: `select rolcanlogin from pg_roles where rolname = '${role}'` }
}

/** Membership that allows to act as the role without having its rights by itself; PostgreSQL 15 knows one kind only. */
function member(role: string, holder: string | undefined): RoleStep {
  const holderOid = holder === undefined ? oidOfLogin : oid(holder)
  const granted = membership(role, holderOid)
  return {
    sql: ({ login, version }) =>
      `grant ${role} to ${holder ?? quote(login)}${version >= 160_000 ? ' with inherit false, set true' : ''}`,
    done: holder === undefined ? `(select rolsuper from pg_roles where rolname = current_user) or ${granted}` : granted,
  }
}

function appMember(login: string): RoleStep {
  return { sql: () => `grant ${appRole} to ${quote(login)}`, done: membership(appRole, oid(login)) }
}

const oidOfLogin = '(select oid from pg_roles where rolname = current_user)'

/** The column `set_option` is new in PostgreSQL 16; before, every member could act as the role. */
function membership(role: string, holderOid: string): string {
  return `exists (select from pg_auth_members m where m.roleid = ${oid(role)} and m.member = ${holderOid}
    and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true))`
}

function onDatabase(role: string, right: string): RoleStep {
  return {
    sql: ({ database }) => `grant ${right} on database ${quote(database)} to ${role}`,
    done: `has_database_privilege(${oid(role)}, current_database(), '${right}')`,
  }
}

function onSchema(role: string, right: string, option = ''): RoleStep {
  return {
    sql: () => `grant ${right} on schema public to ${role}${option}`,
    done: `has_schema_privilege(${oid(role)}, 'public', '${right}${option}')`,
  }
}

const closedSchema: RoleStep = {
  sql: () => 'revoke create on schema public from public',
  done: `not exists (select from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
    where n.nspname = 'public' and a.grantee = 0 and a.privilege_type = 'CREATE')`,
}

function byDefault(what: string, type: string, role: string, right: string): RoleStep {
  return {
    sql: () => `alter default privileges for role ${ownerRole} ${what} ${role}`,
    done: `exists (select from pg_default_acl d, aclexplode(d.defaclacl) a where d.defaclrole = ${oid(ownerRole)}
      and d.defaclobjtype = '${type}' and a.grantee = ${oid(role)} and a.privilege_type = '${right}')`,
    as: ownerRole,
  }
}

/** Functions are open to everybody otherwise, those that run with the rights of their owner as well. */
const noFunctionsForAll: RoleStep = {
  sql: () => `alter default privileges for role ${ownerRole} revoke execute on functions from public`,
  done: `exists (select from pg_default_acl d where d.defaclrole = ${oid(ownerRole)} and d.defaclobjtype = 'f'
    and d.defaclnamespace = 0 and not exists (select from aclexplode(d.defaclacl) a where a.grantee = 0))`,
  as: ownerRole,
}
