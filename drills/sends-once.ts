import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, type Client, createClient } from '../packages/client/src/index.ts'
import type { Message } from '../packages/contracts/src/index.ts'
import { inDatabase, replaceInFunction } from './tools/database.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { signIn } from './tools/member.ts'
import { startServersTogether } from './tools/servers-together.ts'

const atOnce = 50
const longestBeforeKillMs = 40
const sizes = {
  full: { rounds: 100, crashes: 20 },
  short: { rounds: 6, crashes: 2 },
  sabotaged: { rounds: 2, crashes: 0 },
}

export const sendsOnce: Drill = {
  name: 'sends-once',
  number: 'R2',
  promise: 'Sending twice is sending once: one row and one same answer; 409 for another text',
  longestMs: { full: 600_000, short: 90_000, sabotaged: 60_000 },
  sabotages: {
    'forgotten-ids': { says: 'the database keeps another client message id than it was given', fault: 'doubled' },
    'any-text': { says: 'the database takes another text under a known id for a repeat', fault: 'without 409' },
  },
  run,
}

/** One message, as its sender would send it again: to either server. */
type Post = (server: 0 | 1, text: string) => Promise<Message>

/**
 * The same client message id, many times at once, on two servers that share a database; again after one of them was
 * killed while it had them; and with another text. By visitors, also as the first message of a chat, and by members.
 */
async function run({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const { rounds, crashes } = sizes[size]
  const faults = { doubled: 0, missing: 0, 'other answers': 0, 'without 409': 0, refused: 0 }
  const details: string[] = []
  const together = await startServersTogether()
  const { servers, dataDir } = together
  const member = await signIn(servers[0].url)
  const params = { widgetKey: member.widgetKey }
  const visitorAt = servers.map(({ url }) => createClient({ baseUrl: url })) as [Client, Client]
  const memberAt = servers.map(({ url }) => member.at(url)) as [Client, Client]
  let sent = 0
  let acknowledged = 0
  let knownChat = ''

  if (sabotage === 'forgotten-ids') await forgetIds(dataDir)
  if (sabotage === 'any-text') await replaceInFunction(dataDir, 'known_message', 'v_known.body = p_body and ', '')

  async function visitorPost(clientMessageId: string): Promise<Post> {
    const { data } = await visitorAt[0].request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
    return async (server, text) => {
      const body = { token: data.token, clientMessageId, text }
      const message = await visitorAt[server].request('POST /api/v1/visitor/:widgetKey/messages', { params, body })
      knownChat = message.data.chatId
      return message.data
    }
  }
  function memberPost(clientMessageId: string): Post {
    const chatId = knownChat
    return async (server, text) => {
      const call = { params: { chatId }, body: { clientMessageId, text } }
      return (await memberAt[server].request('POST /api/v1/chats/:chatId/messages', call)).data
    }
  }

  /** @returns what was acknowledged, of all that was sent at once to both. */
  async function sendAtOnce(post: Post, text: string, mayFail: (error: unknown) => boolean): Promise<Message[]> {
    const tries = Array.from({ length: atOnce }, (_, at) => post((at % 2) as 0 | 1, text))
    sent += atOnce
    const outcomes = await Promise.allSettled(tries)
    for (const one of outcomes) {
      if (one.status === 'fulfilled' || mayFail(one.reason)) continue
      faults.refused += 1
      if (details.length < 5) details.push(`refused: ${String(one.reason)}`)
    }
    const messages = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    acknowledged += messages.length
    return messages
  }
  async function settle(post: Post, text: string, answers: Message[]) {
    for (const server of [0, 1] as const) {
      const known = await post(server, `${text} No, another one.`).catch((error: unknown) => error)
      const isRefused = known instanceof ApiError && known.status === 409 && known.code === 'CLIENT_MESSAGE_ID_REUSED'
      if (!isRefused) faults['without 409'] += 1
      answers.push(await post(server, text))
    }
    const different = new Set(answers.map(({ id, seq, createdAt }) => `${id} ${seq} ${createdAt}`))
    faults['other answers'] += different.size - 1
  }

  for (let round = 0; round < rounds; round += 1) {
    const id = `drill-once-${round}`
    const text = `Message of round ${round}.`
    const post = round % 3 === 2 ? memberPost(id) : await visitorPost(id)
    await settle(post, text, await sendAtOnce(post, text, () => false))
  }
  for (let crash = 0; crash < crashes; crash += 1) {
    const id = `drill-crash-${crash}`
    const text = `Message of crash ${crash}.`
    const post = crash % 3 === 2 ? memberPost(id) : await visitorPost(id)
    const killing = sleep(random.between(0, longestBeforeKillMs)).then(servers[0].kill)
    const before = await sendAtOnce(post, text, isAway)
    await killing
    await servers[0].start()
    await settle(post, text, [...before, ...(await sendAtOnce(post, text, () => false))])
  }

  const rows = await countRows(dataDir)
  const due = rounds + crashes
  faults.missing = Math.max(0, due - rows.distinct)
  faults.doubled = rows.all - rows.distinct
  const outcome = {
    faults,
    figures: { 'client message ids': due, sent, acknowledged, kills: crashes, rows: rows.all },
    details: [...details, ...servers.flatMap((server) => server.errors())],
  }
  await together.remove()
  return outcome
}

const isAway = (error: unknown) =>
  error instanceof ApiError && ['OFFLINE', 'SERVICE_UNAVAILABLE', 'SHUTTING_DOWN'].includes(error.code)

/** Every text stands for one message, whatever id it was stored under. */
const countRows = (dataDir: string) =>
  inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ all: number; distinct: number }>(
      `select count(*)::integer as all, count(distinct body)::integer as distinct
       from chat_messages where author_kind <> 'ai' and body like 'Message of %'`,
    )
    return rows[0] ?? { all: 0, distinct: 0 }
  })

const forgetIds = (dataDir: string) =>
  inDatabase(dataDir, (client) =>
    client.query(`
      create function forget_id() returns trigger language plpgsql as $$
      begin
        new.client_message_id := new.client_message_id || '-' || new.seq;
        return new;
      end $$;
      create trigger forget_id before insert on chat_messages for each row
        when (new.client_message_id is not null) execute function forget_id()`),
  )
