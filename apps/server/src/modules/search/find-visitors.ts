import type { FoundVisitor, MarkedText } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

type VisitorRow = {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  isVerified: boolean
  chatId: string | null
  lastActiveAt: Date | null
}

const wordsAtMost = 4
/** Behind every character that a term may begin with. */
const afterAll = '\u{10FFFF}'

/** Visitors all of whose words begin a part of the name, the e-mail address or the telephone number; by name. */
export async function findVisitors(tx: Tx, q: string, limit: number): Promise<FoundVisitor[]> {
  const words = wordsOf(q)
  if (words.length === 0) return []
  const beginsWith = (place: number, table: string) =>
    `${table}.workspace_id = $1 and ${table}.term >= $${place} and ${table}.term < $${place + 1}`
  const others = words.slice(1).map(
    (_, index) =>
      `and exists (select from visitor_terms o
         where o.visitor_id = t.visitor_id and ${beginsWith(5 + 2 * index, 'o')})`,
  )
  const rows = await tx.query<VisitorRow>(
    `select v.id, case when v.external_id is null then v.name else v.verified ->> 'name' end as name,
       case when v.external_id is null then v.email else v.verified ->> 'email' end as email, v.phone,
       v.external_id is not null as "isVerified", c.id as "chatId", c.last_active_at as "lastActiveAt"
     from (
       select distinct on (t.term, t.visitor_id) t.visitor_id, t.term from visitor_terms t
       where ${beginsWith(3, 't')} ${others.join(' ')}
       order by t.term, t.visitor_id limit 4 * $2::integer
     ) found
     join visitors v on v.workspace_id = $1 and v.id = found.visitor_id
     left join lateral (
       select s.id, s.last_active_at from chat_sessions s
       where s.workspace_id = $1 and s.visitor_id = v.id order by s.last_active_at desc, s.id desc limit 1
     ) c on true
     order by found.term, v.id`,
    [tx.workspaceId, limit, ...words.flatMap((word) => [word, word + afterAll])],
  )
  const once = [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, limit)
  return once.map((row) => present(row, words))
}

/** In the form in which terms are stored. What looks like a telephone number is one word of digits. */
function wordsOf(q: string): string[] {
  const text = q.normalize('NFKC').toLowerCase().trim()
  if (/^\+?[\d\s().-]+$/.test(text)) return [text.replace(/\D/g, '')].filter(Boolean)
  return text.split(/\s+/).filter(Boolean).slice(0, wordsAtMost)
}

function present(row: VisitorRow, words: string[]): FoundVisitor {
  const marked = (text: string | null): MarkedText | null =>
    text === null ? null : { text, highlights: words.flatMap((word) => beginningIn(text, word)) }
  return {
    kind: 'visitor',
    id: row.id,
    name: marked(row.name),
    email: marked(row.email),
    phone: row.phone === null ? null : { text: row.phone, highlights: [] },
    isVerified: row.isVerified,
    chatId: row.chatId,
    lastActiveAt: row.lastActiveAt?.toISOString() ?? null,
  }
}

function beginningIn(text: string, word: string): MarkedText['highlights'] {
  const lower = text.toLowerCase()
  // Where lower case has another length, places would be wrong.
  if (lower.length !== text.length) return []
  const at = lower.startsWith(word) ? 0 : lower.indexOf(` ${word}`) + 1
  return at > 0 || lower.startsWith(word) ? [{ start: at, end: at + word.length }] : []
}
