import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient } from '../../packages/client/src/index.ts'
import type { Message } from '../../packages/contracts/src/index.ts'
import { inDatabase } from './database.ts'
import type { WrittenChat } from './writer.ts'

const lookEveryMs = 250
const chatsAtOnce = 8

type Stored = { id: string; seq: number; kind: string; text: string }
type Faults = Record<'lost' | 'doubled' | 'out of order' | 'altered' | 'missing answers' | 'answered twice', number>

const numberIn = (text: string) => Number(/^Message (\d+) /.exec(text)?.[1])

/** What is wrong with one chat, given what its writer was told and what is there, in the order of its numbers. */
function faultsOf(chat: WrittenChat, stored: Stored[]): Faults {
  const said = stored.filter((one) => one.kind === 'visitor')
  const answers = stored.filter((one) => one.kind === 'ai').length
  const first = new Map(said.toReversed().map((one) => [one.text, one]))
  // Where a member took over after the first message, its answer may have come before that.
  const due = chat.asks ? said.length : Math.min(1, answers)
  return {
    lost: chat.acknowledged.filter(({ text }) => !first.has(text)).length,
    doubled: said.length - first.size,
    'out of order': said.filter((one, at) => at > 0 && numberIn(one.text) < numberIn(said[at - 1]?.text ?? '')).length,
    altered: chat.acknowledged.filter((one) => {
      const found = first.get(one.text)
      return one.stored && found && (found.id !== one.stored.id || found.seq !== one.stored.seq)
    }).length,
    'missing answers': Math.max(0, due - answers),
    'answered twice': Math.max(0, answers - due),
  }
}

function sum(all: Faults[]): Faults {
  const none: Faults = { lost: 0, doubled: 0, 'out of order': 0, altered: 0, 'missing answers': 0, 'answered twice': 0 }
  for (const faults of all) for (const name of Object.keys(none) as (keyof Faults)[]) none[name] += faults[name]
  return none
}

/**
 * What is wrong with what was written, as its visitors see it and as it is stored; of each, the worse. `chats with gaps`
 * are those whose events are not numbered 1, 2, 3 …; `unsettled answers` those that nobody finished.
 */
export async function faultsIn(
  place: { url: string; dataDir: string; widgetKey: string },
  written: WrittenChat[],
): Promise<Record<string, number>> {
  const chats = written.filter((chat) => chat.acknowledged.length > 0)
  const seen = await faultsSeenByVisitors(place.url, place.widgetKey, chats)
  const { gaps, unsettled, ...kept } = await faultsInDatabase(place.dataDir, chats)
  const worst = Object.entries(seen).map(([name, count]) => [name, Math.max(count, kept[name as keyof Faults])])
  return { ...Object.fromEntries(worst), 'chats with gaps': gaps, 'unsettled answers': unsettled }
}

/** As each visitor sees it who opens the page again and scrolls up to the beginning. */
async function faultsSeenByVisitors(url: string, widgetKey: string, chats: WrittenChat[]): Promise<Faults> {
  const client = createClient({ baseUrl: url })
  const all: Faults[] = []
  const left = [...chats]
  const reader = async () => {
    for (let chat = left.pop(); chat; chat = left.pop()) {
      const messages = await readHistory(client, widgetKey, chat.token)
      all.push(
        faultsOf(
          chat,
          messages.map(({ id, seq, author, text }) => ({ id, seq, kind: author.kind, text })),
        ),
      )
    }
  }
  await Promise.all(Array.from({ length: chatsAtOnce }, reader))
  return sum(all)
}

async function readHistory(client: Client, widgetKey: string, token: string): Promise<Message[]> {
  const params = { widgetKey }
  const { data } = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: { token } })
  let { messages, olderCursor } = data
  while (olderCursor) {
    const older = await client.request('POST /api/v1/visitor/:widgetKey/history', {
      params,
      body: { token, cursor: olderCursor },
    })
    messages = [...older.data, ...messages]
    olderCursor = older.metadata.nextCursor ?? null
  }
  return messages
}

async function faultsInDatabase(
  dataDir: string,
  chats: WrittenChat[],
): Promise<Faults & { gaps: number; unsettled: number }> {
  return inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<Stored & { session_id: string }>(
      `select session_id, id, seq, author_kind as kind, body as text from chat_messages order by session_id, seq`,
    )
    const bySession = Map.groupBy(rows, (row) => row.session_id)
    const byText = new Map([...bySession.values()].map((stored) => [stored[0]?.text, stored]))
    const gaps = await client.query(`
      select s.id from chat_sessions s
      left join chat_events e on e.workspace_id = s.workspace_id and e.session_id = s.id
      group by s.id, s.last_seq
      having count(e.seq) <> s.last_seq or coalesce(max(e.seq), 0) <> s.last_seq`)
    const unsettled = await client.query(`
      select a.id from answers a
      left join chat_messages m on m.workspace_id = a.workspace_id and m.answer_id = a.id
      group by a.workspace_id, a.id, a.status
      having a.status in ('pending', 'running') or (a.status in ('done', 'failed') and count(m.id) <> 1)`)
    return {
      ...sum(chats.map((chat) => faultsOf(chat, byText.get(chat.acknowledged[0]?.text) ?? []))),
      gaps: gaps.rowCount ?? 0,
      unsettled: unsettled.rowCount ?? 0,
    }
  })
}

/** Waits until every question has its answer, as long as that may take. @returns the milliseconds it took. */
export async function waitForAnswers(dataDir: string, withinMs: number): Promise<number> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < withinMs) {
    const open = await inDatabase(dataDir, (client) =>
      client.query(`select 1 from answers where status in ('pending', 'running') limit 1`),
    )
    if (open.rowCount === 0) break
    await sleep(lookEveryMs)
  }
  return Math.round(performance.now() - startedAt)
}
