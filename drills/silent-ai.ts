import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient } from '../packages/client/src/index.ts'
import { inDatabase } from './tools/database.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { signIn } from './tools/member.ts'
import { startProvider } from './tools/provider.ts'
import type { Random } from './tools/random.ts'
import { startServersTogether } from './tools/servers-together.ts'
import { openFence, showPiece } from './tools/takeover-sabotage.ts'
import { type Witness, watchTakeovers } from './tools/takeover-witness.ts'

const answer = { chunks: 12, chunkEveryMs: 8 }
/** Of each chat's races, before a new visitor comes. */
const handBackShare = 0.6
const replyShare = 0.3
/** Of the visitors who ask for a person meanwhile, and of the chats that are assigned to somebody: neither silences the AI. */
const wantsShare = 0.3
const assignShare = 0.2
const longestPauseMs = 40
const eventWithinMs = 20_000
/** What comes late is still seen: longer than an answer takes. */
const lastLookMs = 1500
const sizes = {
  full: { races: 10_000, lanes: 32 },
  short: { races: 200, lanes: 16 },
  sabotaged: { races: 40, lanes: 8 },
}

export const silentAi: Drill = {
  name: 'silent-ai',
  number: 'R6',
  promise: 'After a takeover the AI is silent: no message and no shown piece of one',
  longestMs: { full: 1_200_000, short: 120_000, sabotaged: 120_000 },
  sabotages: {
    'open-fence': {
      says: 'the database forgets the takeover, and puts answers back instead of cancelling them',
      fault: 'AI messages after takeover',
    },
    'late-pieces': { says: 'somebody goes on showing pieces after the takeover', fault: 'pieces after takeover' },
  },
  run,
}

/**
 * Takeovers at random moments around the answer, by taking over and by replying, on two servers that both write answers:
 * mostly it is the other one that has to fall silent.
 */
async function run({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const { races, lanes } = sizes[size]
  const provider = await startProvider(answer)
  const together = await startServersTogether({ OUTGOING_ALLOW: provider.host })
  const { servers, dataDir } = together
  const member = await signIn(servers[0].url)
  const { widgetKey } = member
  await provider.answerFor(member)
  if (sabotage === 'open-fence') await openFence(dataDir)
  const visitorAt = servers.map(({ url }) => createClient({ baseUrl: url })) as [Client, Client]
  const memberAt = servers.map(({ url }) => member.at(url)) as [Client, Client]
  const witness: Witness = {
    aiMessages: 0,
    deltas: 0,
    moments: { 'before it': 0, 'within it': 0, 'after it': 0 },
    kept: 0,
    details: [],
  }
  let begun = 0
  let chats = 0
  let unseen = 0
  /** How long a whole answer takes just now, so that takeovers fall around all of it. */
  let usualMs = 300

  /** Races in one chat after the other. */
  async function lane(random: Random): Promise<void> {
    while (begun < races) {
      const visitor = pick(visitorAt, random)
      const { data } = await visitor.request('POST /api/v1/visitor/:widgetKey/session', {
        params: { widgetKey },
        body: {},
      })
      const page = watchTakeovers(visitor, widgetKey, data.token, witness)
      const following = page.follow()
      let chatId = ''
      chats += 1
      for (let goesOn = true; goesOn && begun < races; goesOn = random.chance(handBackShare)) {
        if (chatId) await handBack(chatId, random)
        begun += 1
        chatId = await race(page, data.token, random)
      }
      await sleep(random.between(0, longestPauseMs))
      page.close()
      await following
    }
  }

  async function race(page: ReturnType<typeof watchTakeovers>, token: string, random: Random): Promise<string> {
    const clientMessageId = crypto.randomUUID()
    const askedAt = performance.now()
    const { data: question } = await pick(visitorAt, random).request('POST /api/v1/visitor/:widgetKey/messages', {
      params: { widgetKey },
      body: { token, clientMessageId, text: 'How long does shipping take?' },
    })
    const params = { chatId: question.chatId }
    const isAnswered = page.next(
      (event) => event.type === 'message.created' && event.message.answersSeq === question.seq,
      eventWithinMs,
    )
    void isAnswered.then((came) => {
      const tookMs = performance.now() - askedAt
      if (came) usualMs = usualMs * 0.95 + tookMs * 0.05
    })
    if (random.chance(wantsShare)) {
      const call = { params: { widgetKey }, body: { token } }
      await pick(visitorAt, random).request('POST /api/v1/visitor/:widgetKey/person', call)
    }
    if (random.chance(assignShare)) {
      const body = { memberId: member.userId }
      await pick(memberAt, random).request('POST /api/v1/chats/:chatId/assign', { params, body })
    }
    // Now and then at the very moment at which the answer is stored.
    if (random.chance(0.1)) await isAnswered
    else await sleep(random.between(0, usualMs * 1.1))
    const silenced = page.next((event) => event.type === 'chat.taken_over', eventWithinMs)
    const by = pick(memberAt, random)
    if (random.chance(replyShare)) {
      const body = { clientMessageId: crypto.randomUUID(), text: 'I am on it.' }
      await by.request('POST /api/v1/chats/:chatId/messages', { params, body })
    } else await by.request('POST /api/v1/chats/:chatId/take-over', { params })
    if (sabotage === 'late-pieces') await showPiece(dataDir, params.chatId)
    if (!(await silenced)) unseen += 1
    await sleep(random.between(0, longestPauseMs))
    return question.chatId
  }
  const handBack = (chatId: string, random: Random) =>
    pick(memberAt, random).request('POST /api/v1/chats/:chatId/hand-back', { params: { chatId } })

  await Promise.all(Array.from({ length: lanes }, () => lane(random.fork())))
  await sleep(lastLookMs)
  const stored = await storedAfterTakeover(dataDir)
  await together.remove()
  await provider.stop()
  return {
    faults: {
      'AI messages after takeover': Math.max(witness.aiMessages, stored),
      'pieces after takeover': witness.deltas,
      'takeovers unseen': unseen,
    },
    figures: {
      races,
      chats,
      ...Object.fromEntries(Object.entries(witness.moments).map(([name, count]) => [`takeover ${name}`, count])),
      'parts kept': witness.kept,
      'provider calls': provider.calls(),
      'a whole answer': `${Math.round(usualMs)} ms`,
    },
    details: [...witness.details, ...servers.flatMap((server) => server.errors())],
  }
}

const pick = <T>(two: [T, T], random: Random): T => two[random.chance(0.5) ? 1 : 0]

/** Messages of the AI whose question was asked before a takeover that comes before them: also those nobody saw. */
const storedAfterTakeover = (dataDir: string) =>
  inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::integer as count from chat_messages m
       where m.author_kind = 'ai' and exists (
         select from chat_events e where e.workspace_id = m.workspace_id and e.session_id = m.session_id
           and e.type = 'chat.taken_over' and e.seq > m.question_seq and e.seq < m.seq)`,
    )
    return rows[0]?.count ?? 0
  })
