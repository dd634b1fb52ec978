import type { Random } from './random.ts'

const deep = (depth: number): unknown => {
  let value: unknown = 'bottom'
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { value }
  return value
}

/** Texts that have broken something somewhere. No address in them leads anywhere. */
export const oddTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\u202eabc',
  'ไทย\u0e33\u0e4d\u0e32',
  '👩‍👩‍👧‍👦'.repeat(50),
  'a'.repeat(300),
  'a'.repeat(70_000),
  "' or 1=1 --",
  "'; drop table users; --",
  '$1',
  '{{7*7}}',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%2e%2e%2f',
  '%00',
  '%',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0199c0de-7000-7000-8000-000000000001',
  '0199C0DE-7000-7000-8000-00000000000',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'constructor',
  'line\r\nx-evil: 1',
  'http://127.0.0.1:1/',
  'javascript:alert(1)',
  '2026-02-30T25:61:61Z',
  '9'.repeat(400),
  '(a+)+$'.repeat(20),
  '=1+1',
] as const

const oddValues: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  [],
  {},
  [null],
  [[]],
  { $gt: '' },
  { toString: 'x' },
  { __proto__: { isOperator: true } },
  Array.from({ length: 2000 }, (_, at) => at),
  deep(60),
  deep(3000),
  ...oddTexts,
]

export type OddRequest = {
  path: string
  query: string
  headers: Record<string, string>
  body: string | undefined
}

const bodiesThatAreNone = [
  '',
  '{',
  '[',
  'null',
  '"text"',
  '42',
  '[]',
  '{"a":1',
  '\ufeff{}',
  '{"a":NaN}',
  '{}{}',
  '\0',
  '<xml/>',
]
const contentTypes = [
  'application/json',
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-7',
  '',
]

/** One odd request to a route: some part of it is not as the description says, the rest is. */
export function oddRequest(
  random: Random,
  route: { path: string; example: unknown; query: string[]; hasBody: boolean },
  known: Record<string, string>,
): OddRequest {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random.between(0, list.length))] as T
  const one = (share: number) => random.between(0, 1) < share
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    one(0.4) || known[name] === undefined ? encode(pick(oddTexts)) : encodeURIComponent(known[name]),
  )
  const query = new URLSearchParams()
  for (const name of route.query) if (one(0.6)) query.append(name, whole(pick(oddTexts)).slice(0, 2000))
  if (one(0.1)) query.append(whole(pick(oddTexts)).slice(0, 100), 'x')
  const headers: Record<string, string> = {}
  if (one(0.1)) headers['x-workspace-id'] = headerSafe(pick(oddTexts))
  if (one(0.1)) headers['idempotency-key'] = headerSafe(pick(oddTexts))
  if (one(0.05)) headers['x-request-id'] = headerSafe(pick(oddTexts))
  if (one(0.05)) headers['if-none-match'] = headerSafe(pick(oddTexts))
  if (one(0.05)) headers.cookie = `minichat_access=${headerSafe(pick(oddTexts))}`
  if (!route.hasBody) return { path, query: query.toString(), headers, body: undefined }
  headers['content-type'] = one(0.9) ? 'application/json' : pick(contentTypes)
  if (one(0.15)) return { path, query: query.toString(), headers, body: pick(bodiesThatAreNone) }
  return { path, query: query.toString(), headers, body: JSON.stringify(oddBody(route.example, pick, one)) }
}

/** The request to a route that its description shows. */
export function shownRequest(
  route: { path: string; example: unknown; hasBody: boolean },
  known: Record<string, string>,
): OddRequest {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name] ?? 'unknown'))
  if (!route.hasBody) return { path, query: '', headers: {}, body: undefined }
  const headers = { 'content-type': 'application/json' }
  return { path, query: '', headers, body: JSON.stringify(route.example) }
}

function oddBody(example: unknown, pick: <T>(list: readonly T[]) => T, one: (share: number) => boolean): unknown {
  if (typeof example !== 'object' || example === null || one(0.1)) return pick(oddValues)
  const body: Record<string, unknown> = { ...(example as Record<string, unknown>) }
  const names = Object.keys(body)
  for (let changes = 1 + Number(one(0.3)); changes > 0; changes -= 1) {
    const name = pick(names)
    if (name === undefined || one(0.1)) body[pick(['extra', '__proto__', 'constructor', ''])] = pick(oddValues)
    else if (one(0.15)) delete body[name]
    else if (isPlain(body[name]) && one(0.5)) body[name] = oddBody(body[name], pick, one)
    else body[name] = pick(oddValues)
  }
  return body
}

const isPlain = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Half a character can stand in JSON, not in an address. */
const whole = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd')
const encode = (text: string) => (text.startsWith('%') ? text : encodeURIComponent(whole(text)))
const headerSafe = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 500)
