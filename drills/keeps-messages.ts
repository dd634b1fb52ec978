import { setTimeout as sleep } from 'node:timers/promises'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { faultsInDatabase, faultsSeenByVisitors, waitForAnswers } from './tools/check-messages.ts'
import { type Drill, type DrillOptions, type Outcome, percentiles } from './tools/drill.ts'
import { createOwnServer } from './tools/own-server.ts'
import { type WriterSabotage, write } from './tools/writer.ts'

const writers = 4
const sizes = {
  full: { kills: 10, longestRunMs: 3000, answersWithinMs: 30_000 },
  short: { kills: 3, longestRunMs: 1500, answersWithinMs: 30_000 },
  sabotaged: { kills: 1, longestRunMs: 1500, answersWithinMs: 0 },
}

export const killServer: Drill = {
  name: 'kill-server',
  promise: 'An acknowledged message is never lost, doubled or out of order, and each question gets exactly one answer',
  sabotages: {
    'acknowledge-early': { says: 'a message counts as acknowledged before the server has said so', fault: 'lost' },
    'fresh-ids': { says: 'a message is sent again under another id', fault: 'doubled' },
  },
  run,
}

/** Writers go on while the server is killed at random moments and started again at once. */
async function run({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const { kills, longestRunMs, answersWithinMs } = sizes[size]
  const server = await createOwnServer()
  const stopWriting = new AbortController()
  const readyAgainMs: number[] = []
  try {
    const { setupToken } = await server.start()
    const { client, widgetKey } = await makeFirstAccount(server.url, setupToken ?? '')
    const common = { url: server.url, widgetKey, until: stopWriting.signal, sabotage: sabotage as WriterSabotage }
    const writing = Promise.all(
      Array.from({ length: writers }, (_, index) => write({ ...common, name: `w${index}`, random: random.fork() })),
    )
    // A writer that gives up ends the drill at the next look, not the process.
    writing.catch(() => {})

    for (let kill = 0; kill < kills; kill += 1) {
      await Promise.race([sleep(random.between(300, longestRunMs)), writing])
      const killedAt = performance.now()
      await server.kill()
      await server.start()
      readyAgainMs.push(performance.now() - killedAt)
    }
    await sleep(random.between(300, longestRunMs))
    stopWriting.abort()
    const written = await writing
    const chats = written.flatMap((one) => one.chats).filter((chat) => chat.acknowledged.length > 0)
    const answeredAfterMs = await waitForAnswers(server.dataDir, answersWithinMs)

    const seen = await faultsSeenByVisitors(server.url, widgetKey, chats)
    const { gaps, unsettled, ...kept } = await faultsInDatabase(server.dataDir, chats)
    const worst = Object.fromEntries(
      Object.entries(seen).map(([name, count]) => [name, Math.max(count, kept[name as keyof typeof kept])]),
    )
    const refusals = written.flatMap((one) => one.wrongRefusals)
    const { data: firstPage } = await client.request('GET /api/v1/chats', { query: { limit: 200 } })
    const add = (key: 'cuts' | 'retries') => written.reduce((sum, one) => sum + one[key], 0)
    return {
      faults: {
        ...worst,
        'chats with gaps': gaps,
        'unsettled answers': unsettled,
        'wrong refusals': refusals.length,
        'chats missing in the inbox': Math.max(0, Math.min(200, chats.length) - firstPage.length),
      },
      figures: {
        kills,
        acknowledged: chats.reduce((sum, chat) => sum + chat.acknowledged.length, 0),
        visitors: chats.length,
        'cut by the client': add('cuts'),
        'sent again': add('retries'),
        'ready again p50/p95': percentiles(readyAgainMs),
        'last answers after': `${answeredAfterMs} ms`,
      },
      details: [...new Set(refusals), ...server.errors()],
    }
  } finally {
    stopWriting.abort()
    await server.remove()
  }
}
