import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../apps/server/src/platform/ids.ts'
import { makeDrillFolder } from './tools/data-folder.ts'
import { inDatabase, replaceInFunction } from './tools/database.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { type Caller, type Finding, rowsMissing, type Things, tryRoute } from './tools/matrix.ts'
import { createOwnServer } from './tools/own-server.ts'
import { nameOf, routes } from './tools/routes.ts'
import { makeTwoWorkspaces, type TwoWorkspaces } from './tools/two-workspaces.ts'
import { withoutLimits } from './tools/without-limits.ts'

const atOnce = 6

export const tenantsApart: Drill = {
  name: 'tenants-apart',
  number: 'R8',
  promise: 'Workspaces are apart: no route tells or changes anything of another one, for any role, key or id',
  longestMs: { full: 300_000, short: 150_000, sabotaged: 150_000 },
  sabotages: {
    'everybody-everywhere': { says: 'the database says that everybody belongs everywhere', fault: 'let in' },
    'copied-row': { says: 'an answer of the one is copied into the other', fault: 'leaked' },
    'open-wall': { says: 'a table of theirs is no longer guarded row by row', fault: 'tables without a wall' },
  },
  run,
}

/**
 * Every route of the contracts × everybody of one workspace and nobody × ids of their own, of the other workspace and of
 * nothing, in path, query and body. The other workspace must be word for word as it was.
 */
async function run({ sabotage, random }: DrillOptions): Promise<Outcome> {
  const faults = {
    'let in': 0,
    'kept out': 0,
    'told apart': 0,
    leaked: 0,
    'no row': 0,
    changed: 0,
    'tables without a wall': 0,
  }
  const details: string[] = []
  const { dataDir, remove } = await makeDrillFolder()
  const server = await createOwnServer({ ...withoutLimits, LOG_LEVEL: 'error' }, { dataDir })
  await server.start()
  const world = await makeTwoWorkspaces(server.url, String(Math.floor(random.between(1e9, 9e9))))
  for (const side of [world.a, world.b]) Object.assign(side.things, await inDatabase(dataDir, addFactors(side.ownerId)))
  if (sabotage === 'open-wall')
    await inDatabase(dataDir, (client) => client.query('alter table visitors no force row level security'))
  faults['tables without a wall'] = (await inDatabase(dataDir, tablesWithoutWall)).length
  if (sabotage === 'everybody-everywhere')
    await replaceInFunction(dataDir, 'memberships_of', 'm.user_id = p_user', 'true')
  if (sabotage === 'copied-row') await inDatabase(dataDir, copyEntry(world))

  await inDatabase(dataDir, untilAnswered)
  const before = await digestOf(dataDir, world.b.id)
  const note = ({ fault, says }: Finding) => {
    faults[fault] += 1
    if (details.length < 40) details.push(`${fault}: ${says}`)
  }
  const work = [...workOf(world)]
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let at = next++; at < work.length; at = next++) for (const one of await (work[at] as Work)()) note(one)
    }),
  )
  const after = await digestOf(dataDir, world.b.id)
  for (const [table, digest] of before) {
    if (after.get(table) === digest) continue
    faults.changed += 1
    details.push(`changed: ${table}`)
  }
  const outcome = {
    faults,
    figures: {
      routes: routes.length,
      callers: callersOf(world).length,
      tries: work.length,
      'tables compared': before.size,
    },
    details: [...details, ...server.errors()],
  }
  await server.remove()
  await remove()
  return outcome
}

/** A passkey and a trusted device, which take a browser to be made. */
const addFactors = (userId: string) => async (client: DatabaseClient) => {
  const passkeyId = newId()
  const deviceId = newId()
  await client.query(
    `insert into passkeys (id, user_id, name, credential_id, public_key, counter, transports)
     values ($1, $2, 'Drill', $3, '', 0, '{}')`,
    [passkeyId, userId, passkeyId],
  )
  await client.query(
    `insert into trusted_devices (id, user_id, token_hash, user_agent, created_at, expires_at)
     values ($1, $2, $3, 'Drill', now(), now() + interval '1 day')`,
    [deviceId, userId, Buffer.from(deviceId)],
  )
  return { passkeyId, deviceId }
}

type Work = () => Promise<Finding[]>

/** Those of workspace A, nobody, the operator, and those of A who name workspace B as theirs. */
function callersOf({ a, b, nobody, operator }: TwoWorkspaces): { caller: Caller; own: Things }[] {
  const abroad = a.callers.map(
    ({ name, kind, call }): Caller => ({
      name: `${name} in b`,
      home: null,
      kind: kind === 'key' ? 'nobody' : 'person',
      call: (path, init) =>
        call(path, { ...init, headers: { ...(init.headers as Record<string, string>), 'x-workspace-id': b.id } }),
    }),
  )
  return [
    ...[...a.callers, nobody, operator].map((caller) => ({ caller, own: a.things })),
    ...abroad.map((caller) => ({ caller, own: b.things })),
  ]
}

function* workOf(world: TwoWorkspaces): Generator<Work> {
  const { b, nobody } = world
  for (const endpoint of routes) {
    const token = endpoint.allow === 'visitor' ? 'visitorToken' : 'linkToken'
    const key = endpoint.path.includes('/identity-keys/') ? 'identityKeyId' : 'apiKeyId'
    const named = (things: Things): Things => ({ ...things, token: things[token] ?? '', keyId: things[key] ?? '' })
    const missing = rowsMissing(endpoint, named(b.things))
    if (missing.length > 0)
      yield async () => [{ fault: 'no row', says: `${nameOf(endpoint)} takes ${missing.join(', ')}` }]
    const isForAll = endpoint.allow === 'public' || endpoint.allow === 'visitor'
    for (const { caller, own } of callersOf(world)) {
      if (isForAll && caller !== nobody) continue
      // Named as theirs: what no route may let them in to.
      const isAbroad = own === b.things
      if (isAbroad && ['signed-in', 'operator'].includes(endpoint.allow)) continue
      if (caller.kind === 'operator' && endpoint.allow !== 'operator') continue
      yield () => tryRoute(endpoint, caller, { own: named(own), foreign: named(b.things), foreignMark: b.mark })
    }
  }
}

const tenantTables = `
  select c.relname as name, c.relname = 'workspaces' as is_itself from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity order by 1`

/**
 * What its own past goes on changing: the month's count of messages, how often its widget was shown, and who used which key
 * when.
 */
const livelyTables = new Set(['workspace_months', 'analytics_days', 'api_key_secrets'])

/** What stands in each table of a workspace, in few words. */
const digestOf = (dataDir: string, workspaceId: string) =>
  inDatabase(dataDir, async (client) => {
    const { rows: tables } = await client.query<{ name: string; is_itself: boolean }>(tenantTables)
    const digests = new Map<string, string>()
    for (const { name, is_itself } of tables) {
      if (livelyTables.has(name)) continue
      const { rows } = await client.query<{ digest: string }>(
        `select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest
         from ${name} t where ${is_itself ? 'id' : 'workspace_id'} = $1`,
        [workspaceId],
      )
      digests.set(name, rows[0]?.digest ?? '')
    }
    return digests
  })

type DatabaseClient = Parameters<Parameters<typeof inDatabase>[1]>[0]

/** Tables that name a workspace and are not under forced row-level security. */
async function tablesWithoutWall(client: DatabaseClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relforcerowsecurity`)
  return rows.map(({ name }) => name)
}

const copyEntry =
  ({ a, b }: TwoWorkspaces) =>
  (client: DatabaseClient) =>
    client.query(
      `update knowledge_entries set answer = (select answer from knowledge_entries where workspace_id = $1)
       where workspace_id = $2`,
      [b.id, a.id],
    )

/** Until its own questions are answered and counted, a workspace goes on changing by itself. */
async function untilAnswered(client: DatabaseClient): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { rows } = await client.query(`select 1 from answers where status in ('pending', 'running') limit 1`)
    const { rowCount: uncounted } = await client.query('select uncounted_workspaces(1)')
    if (rows.length === 0 && uncounted === 0) return
    await sleep(50)
  }
  throw new Error('The questions of the workspaces were not answered, or not counted.')
}
