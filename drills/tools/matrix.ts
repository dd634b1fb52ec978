import { z } from 'zod'
import {
  type Endpoint,
  includesRole,
  type Role,
  type Scope,
  scopeFor,
  scopes,
} from '../../packages/contracts/src/index.ts'
import { fillPath, nameOf, parametersOf } from './routes.ts'

/** Ids and secrets of one workspace by the name under which routes take them, such as `chatId`. */
export type Things = Record<string, string>

export type Caller = {
  name: string
  /** The workspace that it belongs to; null: none. */
  home: 'a' | 'b' | null
  kind: 'nobody' | 'person' | 'key' | 'visitor' | 'operator'
  role?: Role
  scope?: Scope
  call: (path: string, init: RequestInit) => Promise<Response>
  /** Signs the person in again, whose session has ended. */
  renew?: () => Promise<unknown>
}

export type Answer = { status: number; code: string | null; text: string }
export type Finding = { fault: 'let in' | 'kept out' | 'told apart' | 'leaked' | 'no row'; says: string }

const unknown = '0199c0de-7000-7000-8000-00000000dead'
const streamReadMs = 150

/** Whether the contract lets a caller come to a route of its own workspace. */
export function mayCall(endpoint: Endpoint, caller: Caller): boolean {
  const { allow } = endpoint
  if (allow === 'public' || allow === 'visitor') return true
  if (caller.kind === 'nobody' || caller.kind === 'visitor') return false
  if (caller.kind === 'key') {
    const needed = scopeFor(endpoint)
    return needed !== null && scopes.indexOf(caller.scope ?? 'read') >= scopes.indexOf(needed)
  }
  if (allow === 'operator') return caller.kind === 'operator'
  if (allow === 'signed-in') return true
  return caller.role !== undefined && includesRole(caller.role, allow)
}

/** Says what no row of `things` stands for, so that a route with a new kind of id cannot stay untried. */
export function rowsMissing(endpoint: Endpoint, things: Things): string[] {
  return namesIn(endpoint).filter((name) => !things[name])
}

/**
 * One route, one caller. With things of its own workspace it is let in or refused as the contract says; with a thing of the
 * other workspace it gets the very answer that it gets for one that does not exist.
 */
export async function tryRoute(
  endpoint: Endpoint,
  caller: Caller,
  { own, foreign, foreignMark }: { own: Things; foreign: Things; foreignMark: string },
): Promise<Finding[]> {
  const findings: Finding[] = []
  const where = `${nameOf(endpoint)} by ${caller.name}`
  const permitted = mayCall(endpoint, caller)
  const look = (answer: Answer, how: string) => {
    // Operators see every workspace by the routes that are theirs.
    if (permitted && endpoint.allow === 'operator') return answer
    if (answer.text.includes(foreignMark)) {
      findings.push({ fault: 'leaked', says: `${where}, ${how}: ${around(answer.text, foreignMark)}` })
    }
    return answer
  }
  const names = namesIn(endpoint)
  const changesAtOnce = endpoint.method !== 'GET' && !endpoint.body && names.length === 0
  if (!permitted || !changesAtOnce) {
    const mine = look(await probe(endpoint, caller, own), 'own')
    if (!permitted && mine.status < 400) findings.push({ fault: 'let in', says: `${where}: ${mine.status}` })
    if (permitted && refusals.has(mine.code ?? '')) findings.push({ fault: 'kept out', says: `${where}: ${mine.code}` })
  }
  // Closed to all others, which is tried above.
  if (endpoint.allow === 'operator') return findings
  for (const name of names) {
    if (publicThings.has(name)) continue
    const theirs = look(await ask(endpoint, caller, { ...own, [name]: foreign[name] ?? '' }), `foreign ${name}`)
    const none = await ask(endpoint, caller, { ...own, [name]: nothing(name) })
    if (theirs.status !== none.status || theirs.code !== none.code) {
      const answers = `foreign ${theirs.status} ${theirs.code}, none ${none.status} ${none.code}`
      findings.push({ fault: 'told apart', says: `${where}, ${name}: ${answers}` })
    }
    if (theirs.status < 300 && parametersOf(endpoint.path).includes(name)) {
      findings.push({ fault: 'let in', says: `${where}, foreign ${name}: ${theirs.status}` })
    }
  }
  return findings
}

/** Names under which a route takes something that belongs to somebody. */
export const namesIn = (endpoint: Endpoint): string[] => [
  ...new Set([...parametersOf(endpoint.path), ...idsIn(endpoint.body), ...idsIn(endpoint.query)]),
]

const refusals = new Set(['NOT_SIGNED_IN', 'NOT_ALLOWED'])
/**
 * What stands on every page of a site may be known: another widget's key leads to that widget, with no history. Providers
 * are named by the operator.
 */
const publicThings = new Set(['widgetKey', 'provider'])
/** What has the form of a thing and is none. */
const nothing = (name: string) => (name === 'token' || name === 'challenge' ? 'x'.repeat(60) : unknown)

/** Comes as far as the check of what was sent, and no further: nothing is changed by it. */
function probe(endpoint: Endpoint, caller: Caller, things: Things): Promise<Answer> {
  if (endpoint.method === 'GET') return ask(endpoint, caller, things)
  if (endpoint.body) return send(endpoint, caller, fillPath(endpoint.path, things), { 'there is no such field': 1 })
  const none = Object.keys(things).map((name) => [name, publicThings.has(name) ? things[name] : nothing(name)])
  return ask(endpoint, caller, Object.fromEntries(none) as Things)
}

/** As its example, with the things put in where the route takes them. */
function ask(endpoint: Endpoint, caller: Caller, things: Things): Promise<Answer> {
  const path = fillPath(endpoint.path, things)
  const query = new URLSearchParams()
  for (const name of idsIn(endpoint.query)) query.set(name, things[name] ?? '')
  const full = query.size > 0 ? `${path}?${query}` : path
  return send(endpoint, caller, full, endpoint.body ? filled(endpoint.example ?? {}, things) : undefined)
}

function filled(example: unknown, things: Things): unknown {
  if (Array.isArray(example)) return example.map((one) => filled(one, things))
  if (typeof example !== 'object' || example === null) return example
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [
      name,
      things[name] !== undefined && typeof value === 'string' ? things[name] : filled(value, things),
    ]),
  )
}

async function send(endpoint: Endpoint, caller: Caller, path: string, body: unknown): Promise<Answer> {
  const isVisitors = endpoint.allow === 'visitor'
  const headers: Record<string, string> =
    body === undefined ? {} : { 'content-type': isVisitors ? 'text/plain' : 'application/json' }
  const response = await caller.call(path, {
    method: endpoint.method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  })
  const text = endpoint.stream && response.ok ? await beginningOf(response) : await response.text()
  return { status: response.status, code: codeOf(text), text }
}

/** What a stream says at once. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  const timer = setTimeout(() => void reader.cancel(), streamReadMs)
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  clearTimeout(timer)
  return text
}

function codeOf(text: string): string | null {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code ?? null
  } catch {
    return null
  }
}

const around = (text: string, mark: string) => text.slice(Math.max(0, text.indexOf(mark) - 80), text.indexOf(mark) + 60)

/** Names of fields in a schema, at any depth, that take an id or a token. */
export function idsIn(schema: z.ZodType | undefined): string[] {
  if (!schema) return []
  const found = new Set<string>()
  walk(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Json, found)
  return [...found]
}

type Json = { properties?: Record<string, Json>; items?: Json; anyOf?: Json[]; allOf?: Json[]; oneOf?: Json[] }

function walk(schema: Json, found: Set<string>): void {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (name === 'token' || (name.endsWith('Id') && !name.startsWith('client'))) found.add(name)
    walk(inner, found)
  }
  if (schema.items) walk(schema.items, found)
  for (const inner of [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.oneOf ?? [])]) walk(inner, found)
}
