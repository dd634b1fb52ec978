import { Readable } from 'node:stream'
import type { AuditEntry, AuditFormat, LogEntry } from '@minichat/contracts'
import type { Download } from '../../platform/http/route.ts'

type Entry = AuditEntry & Partial<Pick<LogEntry, 'workspace'>>
type Read = (place: { beforeId: string | null; limit: number }) => Promise<Entry[]>

const rowsAtOnce = 500

/** The whole list as a file, read and sent piece by piece. */
export function exportFile(format: AuditFormat, nowMs: number, read: Read): Download {
  const name = `audit-${new Date(nowMs).toISOString().slice(0, 10)}.${format}`
  return format === 'csv'
    ? { name, type: 'text/csv; charset=utf-8', content: Readable.from(csvOf(read)) }
    : { name, type: 'application/json; charset=utf-8', content: Readable.from(jsonOf(read)) }
}

async function* piecesOf(read: Read): AsyncGenerator<Entry[]> {
  let beforeId: string | null = null
  while (true) {
    const piece: Entry[] = await read({ beforeId, limit: rowsAtOnce })
    if (piece.length > 0) yield piece
    if (piece.length < rowsAtOnce) return
    beforeId = piece.at(-1)?.id ?? null
  }
}

async function* jsonOf(read: Read): AsyncGenerator<string> {
  let before = '[\n'
  for await (const piece of piecesOf(read)) {
    yield before + piece.map((entry) => JSON.stringify(entry)).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

const columns: Record<string, (entry: Entry) => string | null | undefined> = {
  time: ({ at }) => at,
  workspace: ({ workspace }) => workspace?.name,
  actor_kind: ({ actor }) => actor.kind,
  actor: ({ actor }) => actor.name,
  actor_id: ({ actor }) => actor.id,
  action: ({ action }) => action,
  target_kind: ({ target }) => target?.kind,
  target: ({ target }) => target?.name,
  target_id: ({ target }) => target?.id,
  before: ({ before }) => before && JSON.stringify(before),
  after: ({ after }) => after && JSON.stringify(after),
  address: ({ address }) => address,
  request_id: ({ requestId }) => requestId,
}

async function* csvOf(read: Read): AsyncGenerator<string> {
  // The mark in front tells spreadsheets that it is UTF-8.
  yield `\ufeff${Object.keys(columns).join(',')}\r\n`
  for await (const piece of piecesOf(read)) {
    yield piece
      .map(
        (entry) =>
          `${Object.values(columns)
            .map((valueOf) => cell(valueOf(entry) ?? ''))
            .join(',')}\r\n`,
      )
      .join('')
  }
}

/** Spreadsheets take what begins like this for a formula and would carry it out: an apostrophe makes it text. */
const formula = /^\s*[=+\-@]|^[\t\r\n]/

const cell = (value: string) => `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`
