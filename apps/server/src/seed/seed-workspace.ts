import { randomBytes } from 'node:crypto'
import { guides } from '@minichat/contracts'
import { addToDays } from '../modules/analytics/index.ts'
import type { Database, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/ids.ts'
import { type Chance, createChance } from './chance.ts'
import { type Cast, imagineChat } from './imagine-chat.ts'
import { type MadeChat, writeChats } from './write-chats.ts'

export type SeedSize = {
  members: number
  chats: number
  messages: number
  /** All of it was said within so many days. */
  days: number
  /** The same number makes the same chats. */
  chanceStart: number
}

type Deps = {
  db: Database
  hashPassword: (password: string) => Promise<string>
  makeWidget: (tx: Tx, widget: { name: string; title: string; accentColor: string }) => Promise<unknown>
  nowMs: () => number
  /** Told after each piece that is committed. */
  onProgress?: (written: { chats: number; messages: number }) => void
}

export type Seeded = { workspaceId: string; email: string; password: string; memberEmails: string[] }

/** As the server takes them: its limit leaves room for what is written in the chat later. */
export const mostMessagesOfChat = 450
const messagesAtOnce = 5000
const quarterMs = 15 * 60_000
/** A piece on a slow disk. */
const pieceWithin = '120s'

const names = [
  ...['Mali Sukjai', 'สมหญิง แก้วใส', 'Tom Baker', 'วิชัย ทองดี', 'Nok Chaiya', 'Emma Lind', 'อารี พงษ์ไทย', 'Ben Ortiz'],
  ...['พิม รัตนกุล', 'Lukas Weber', 'กิตติ ศรีวงศ์', 'Aom Thanakit', 'Grace Kim', 'มานะ อดทน', 'Noi Prasert'],
]
const sites = [
  { name: 'Shop', site: 'shop.example.com', accentColor: '#0f766e' },
  { name: 'Help pages', site: 'help.example.com', accentColor: '#1d4ed8' },
  { name: 'Workshops', site: 'workshops.example.com', accentColor: '#8a3b12' },
]

/**
 * Makes a workspace full of chats, piece by piece: each is one transaction, so a stop leaves whole chats only.
 * @throws RangeError where so many messages do not fit into so many chats.
 */
export async function seedWorkspace(deps: Deps, size: SeedSize): Promise<Seeded> {
  const chance = createChance(size.chanceStart)
  const lengths = lengthsOf(chance, size.chats, size.messages)
  const workspaceId = newId()
  const tag = randomBytes(3).toString('hex')
  const password = `Seed-${randomBytes(6).toString('base64url')}-7`
  const passwordHash = await deps.hashPassword(password)
  const { cast, emails } = await deps.db.transaction(workspaceId, (tx) =>
    makeCast(deps, tx, size.members, tag, passwordHash),
  )

  let written = { chats: 0, messages: 0 }
  for (const piece of piecesOf(lengths)) {
    const when = { nowMs: deps.nowMs(), days: size.days }
    const chats = piece.map((length) => imagineChat(chance, cast, length, when))
    await deps.db.transaction(workspaceId, async (tx) => {
      await tx.query(`set local statement_timeout = '${pieceWithin}'`)
      await writeChats(tx, chats)
      await addToDays(
        tx,
        chats.flatMap((chat) => reachOf(chance, chat)),
      )
    })
    written = { chats: written.chats + piece.length, messages: written.messages + sum(piece) }
    deps.onProgress?.(written)
  }
  const [email = '', ...memberEmails] = emails
  return { workspaceId, email, password, memberEmails }
}

/** The workspace with its people, widgets and providers; these are off, as there is no key for them. */
async function makeCast(deps: Deps, tx: Tx, members: number, tag: string, passwordHash: string) {
  await tx.query('insert into workspaces (id, name, time_zone) values ($1, $2, $3)', [
    tx.workspaceId,
    `Lotus & Co (${tag})`,
    'Asia/Bangkok',
  ])
  const people = Array.from({ length: Math.max(1, members) }, (_, at) => ({
    id: newId(),
    email: at === 0 ? `owner@seed-${tag}.example` : `member${at}@seed-${tag}.example`,
    name: `${names[at % names.length]}${at < names.length ? '' : ` ${Math.floor(at / names.length) + 1}`}`,
    role: at === 0 ? 'owner' : at < 4 ? 'admin' : 'member',
    locale: at % 2 === 0 ? 'en' : 'th',
  }))
  await tx.query(
    `insert into users (id, email, name, password_hash, locale, email_verified_at, guides_seen)
     select r.id, r.email, r.name, $2, r.locale, now(), $3
     from json_to_recordset($1) as r (id uuid, email text, name text, locale text)`,
    [JSON.stringify(people), passwordHash, guides],
  )
  await tx.query(
    `insert into memberships (workspace_id, user_id, role)
     select $1, r.id, r.role from json_to_recordset($2) as r (id uuid, role text)`,
    [tx.workspaceId, JSON.stringify(people)],
  )
  for (const { name, accentColor } of sites) await deps.makeWidget(tx, { name, title: 'Lotus & Co', accentColor })
  const rows = await tx.query<{ id: string; name: string }>(
    'select id, name from widgets where workspace_id = $1 order by id',
    [tx.workspaceId],
  )
  const widgets = sites.flatMap(({ name, site }) =>
    rows.filter((row) => row.name === name).map(({ id }) => ({ id, site })),
  )
  const providers = [
    { id: newId(), name: 'OpenAI', kind: 'openai', model: 'gpt-5-mini' },
    { id: newId(), name: 'Anthropic', kind: 'anthropic', model: 'claude-haiku-4-5' },
  ]
  for (const [at, one] of providers.entries())
    await tx.query(
      `insert into ai_providers (workspace_id, id, position, kind, name, is_enabled, model, max_output_tokens)
       values ($1, $2, $3, $4, $5, false, $6, 1024)`,
      [tx.workspaceId, one.id, at + 1, one.kind, one.name, one.model],
    )
  const cast: Cast = { memberIds: people.map(({ id }) => id), widgets, providers }
  return { cast, emails: people.map(({ email }) => email) }
}

/** Those who saw the launcher, and those who opened the chat, around each that wrote. */
function reachOf(chance: Chance, { widgetId, events }: MadeChat) {
  const atMs = Math.floor((events[0]?.atMs ?? 0) / quarterMs) * quarterMs
  const of = (metric: string, count: number) => ({ metric, who: '', atMs, widgetId, bin: 0, count, amount: 0 })
  return [of('shown', chance.wholeBetween(15, 60)), of('opened', chance.wholeBetween(1, 4))]
}

/** How many messages each chat has: most are short, a few are long, and together they are exactly so many. */
function lengthsOf(chance: Chance, chats: number, messages: number): number[] {
  if (messages < chats || messages > chats * mostMessagesOfChat) {
    throw new RangeError(`${chats} chats hold from ${chats} to ${chats * mostMessagesOfChat} messages.`)
  }
  const weights = Array.from({ length: chats }, () => chance.skewed(1, 0.8))
  const share = (messages - chats) / sum(weights)
  const lengths = weights.map((weight) => Math.min(mostMessagesOfChat, 1 + Math.floor(weight * share)))
  for (let left = messages - sum(lengths); left > 0; ) {
    const at = chance.wholeBetween(0, chats - 1)
    if ((lengths[at] ?? mostMessagesOfChat) >= mostMessagesOfChat) continue
    lengths[at] = (lengths[at] ?? 0) + 1
    left -= 1
  }
  return lengths
}

function* piecesOf(lengths: number[]): Generator<number[]> {
  let piece: number[] = []
  for (const length of lengths) {
    piece.push(length)
    if (sum(piece) < messagesAtOnce) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
