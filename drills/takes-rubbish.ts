import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, fetch as fetchFrom } from 'undici'
import { makeDrillFolder } from './tools/data-folder.ts'
import { inDatabase } from './tools/database.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import type { Caller } from './tools/matrix.ts'
import { type OddRequest, oddRequest, shownRequest } from './tools/odd-inputs.ts'
import { createOwnServer } from './tools/own-server.ts'
import { makeTwoWorkspaces } from './tools/two-workspaces.ts'
import { withoutLimits } from './tools/without-limits.ts'

const perRoute = { full: 200, short: 6, sabotaged: 20 }
/** In the short form the machine is busy with other tests: there only what stands still for long counts. */
const hangMs = { full: 2000, short: 19_000, sabotaged: 8000 }
const atOnce = 8

export const takesRubbish: Drill = {
  name: 'takes-rubbish',
  number: 'R9',
  promise: 'Input never breaks it: from the API’s own description, odd requests to every route give no 5xx and no hang',
  longestMs: { full: 900_000, short: 180_000, sabotaged: 180_000 },
  sabotages: {
    'brittle-table': { says: 'the database fails where it should refuse', fault: '5xx' },
    'sleepy-table': { says: 'the database takes 9 s for each entry', fault: 'hangs' },
  },
  run,
}

/** An owner's own AI provider did not answer: there is none behind a made-up address. */
const isOfProvider = (text: string) => text.includes('"code":"RESPONDER_FAILED"')

type Operation = { method: string; path: string; example: unknown; query: string[]; hasBody: boolean; makes: boolean }
type Parameter = { in: string; name: string }
type Document = {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: Parameter[]
        responses: Record<string, unknown>
        requestBody?: { content: Record<string, { schema?: { examples?: unknown[] }; example?: unknown }> }
      }
    >
  >
}

/** Odd paths, queries, headers and bodies to every route, by nobody and by the owner, who is an operator too. */
async function run({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const faults = { '5xx': 0, hangs: 0, 'stack traces': 0, 'other bodies': 0, 'not there afterwards': 0 }
  const details: string[] = []
  const { dataDir, remove } = await makeDrillFolder()
  const server = await createOwnServer(withoutLimits, { dataDir })
  await server.start()
  const operations = operationsOf((await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as Document)
  const world = await makeTwoWorkspaces(server.url, String(Math.floor(random.between(1e9, 9e9))))
  // In turn, as each has a limit of its own; two of five requests are by nobody, each from another address.
  const people = [world.operator, ...world.a.callers, ...world.b.callers].filter(({ kind }) => kind !== 'nobody')
  const strangers = Array.from({ length: 150 }, (_, at) => stranger(server.url, `127.0.3.${at + 1}`))
  const known = { ...world.a.things, token: world.a.things.visitorToken ?? '', keyId: world.a.things.apiKeyId ?? '' }
  if (sabotage)
    await breakEntries(dataDir, sabotage === 'brittle-table' ? `raise exception 'broken'` : 'perform pg_sleep(9)')

  const statuses = new Map<number, number>()
  async function send(operation: Operation, caller: Caller, odd: OddRequest): Promise<void> {
    const path = `${odd.path}${odd.query ? `?${odd.query}` : ''}`
    const method = operation.method.toUpperCase()
    const startedAt = performance.now()
    const note = (fault: keyof typeof faults, more: string) => {
      faults[fault] += 1
      if (details.length < 20)
        details.push(`${fault}: ${method} ${odd.path.slice(0, 120)} ${odd.body?.slice(0, 200) ?? ''} ${more}`)
    }
    try {
      const response = await caller.call(path, {
        method,
        headers: odd.headers,
        body: odd.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(20_000),
      })
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
      const text = isStream ? '' : await response.text()
      if (isStream) await response.body?.cancel()
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      if (response.status >= 500 && !isOfProvider(text)) note('5xx', text.slice(0, 300))
      if (response.status >= 400 && !isErrorBody(text)) note('other bodies', `${response.status} ${text.slice(0, 200)}`)
      if (/\n\s+at .+:\d+:\d+|node_modules/.test(text)) note('stack traces', text.slice(0, 300))
      if (response.status === 401) await caller.renew?.()
    } catch (error) {
      if ((error as Error).name !== 'TimeoutError') note('5xx', String(error))
    }
    if (performance.now() - startedAt > hangMs[size]) note('hangs', `${Math.round(performance.now() - startedAt)} ms`)
  }

  // What is odd seldom comes as far as the database: what makes something is also asked for as its description shows.
  const makers = world.a.callers.filter(({ role, scope }) => role === 'owner' || role === 'admin' || scope === 'write')
  const making = operations.filter(({ makes }) => makes)
  for (const [at, operation] of making.entries())
    await send(operation, makers[at % makers.length] as Caller, shownRequest(operation, known))
  const work = operations.flatMap((operation) => Array.from({ length: perRoute[size] }, () => operation))
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let at = next++; at < work.length; at = next++) {
        const list = at % 5 < 2 ? strangers : people
        const operation = work[at] as Operation
        await send(operation, list[at % list.length] as Caller, oddRequest(random, operation, known))
      }
    }),
  )
  await sleep(200)
  const after = await fetch(`${server.url}/health/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => null)
  if (!after?.ok) faults['not there afterwards'] += 1
  const shown = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status} ×${count}`)
  const outcome = {
    faults,
    figures: { routes: operations.length, requests: work.length + making.length, answers: shown.join(', ') },
    details: [...details, ...server.errors()],
  }
  await server.remove()
  await remove()
  return outcome
}

function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => {
      const content = Object.values(requestBody?.content ?? {})[0]
      return {
        method,
        path,
        example: content?.example ?? content?.schema?.examples?.[0] ?? {},
        query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
        hasBody: method !== 'get',
        makes: '201' in responses,
      }
    }),
  )
}

function isErrorBody(text: string): boolean {
  try {
    const body = JSON.parse(text) as { success?: boolean; error?: { code?: string }; metadata?: { requestId?: string } }
    return (
      body.success === false && typeof body.error?.code === 'string' && typeof body.metadata?.requestId === 'string'
    )
  } catch {
    return false
  }
}

/** Somebody without a name, at an address of their own. */
function stranger(url: string, localAddress: string): Caller {
  const dispatcher = new Agent({ localAddress, connections: 4 })
  const call = (path: string, init: RequestInit) => fetchFrom(url + path, { ...init, dispatcher } as never)
  return { name: localAddress, home: null, kind: 'nobody', call: call as unknown as Caller['call'] }
}

const breakEntries = (dataDir: string, statement: string) =>
  inDatabase(dataDir, (client) =>
    client.query(`
      create function break_entry() returns trigger language plpgsql as $$ begin ${statement}; return new; end $$;
      create trigger break_entry before insert on knowledge_entries for each row execute function break_entry()`),
  )
