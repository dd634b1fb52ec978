import { setTimeout as sleep } from 'node:timers/promises'
import { type Drill, type DrillOptions, type Outcome, percentiles } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { signIn } from './tools/member.ts'
import { answerMs, startProvider } from './tools/provider.ts'
import { createWatcher, type Watcher } from './tools/watcher.ts'

/** A killed server's answer is free after 10 s; then it is written anew. */
const answeredWithinMs = 30_000
const lookEveryMs = 20
/** `reloadAfter` is the earliest moment, as a share of the answer. */
const sizes = {
  full: { reloadAfter: 0.1, reloadingVisitors: 8, kills: 3, visitorsAtKill: 4 },
  short: { reloadAfter: 0.1, reloadingVisitors: 4, kills: 1, visitorsAtKill: 2 },
  // Late, so that there is a text to spoil.
  sabotaged: { reloadAfter: 0.6, reloadingVisitors: 4, kills: 0, visitorsAtKill: 0 },
}

export const wholeAnswer: Drill = {
  name: 'whole-answer',
  number: 'R5',
  promise: 'A reload or a killed server in the middle of an answer: exactly one complete answer, and never a torn text',
  longestMs: { full: 300_000, short: 180_000, sabotaged: 120_000 },
  sabotages: {
    'blind-append': { says: 'the page adds all that comes without looking where it belongs', fault: 'torn texts' },
    'ask-again': { says: 'the page asks again as if it were another question', fault: 'doubled' },
  },
  run,
}

async function run({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const { reloadAfter, reloadingVisitors, kills, visitorsAtKill } = sizes[size]
  const provider = await startProvider()
  const server = await createDrillServer({ OUTGOING_ALLOW: provider.host })
  const faults = { missing: 0, doubled: 0, 'not whole': 0, 'torn texts': 0, 'repeated events': 0, 'needless calls': 0 }
  const waitsMs: number[] = []
  const stillMs: number[] = []
  const watchers: Watcher[] = []
  const torn: string[] = []
  let asked = 0

  try {
    await server.start()
    const member = await signIn(server.url)
    await provider.answerFor(member)

    const openPage = async () => {
      const watcher = createWatcher({
        url: server.url,
        widgetKey: member.widgetKey,
        isBlind: sabotage === 'blind-append',
        onShown: (text) => {
          if (provider.isBeginning(text)) return
          faults['torn texts'] += 1
          if (torn.length < 3) torn.push(`torn: … ${text.slice(-120)}`)
        },
      })
      watchers.push(watcher)
      await watcher.open()
      void watcher.follow()
      return watcher
    }
    const ask = (watcher: Watcher) => watcher.ask('How long does shipping take?', `drill-question-${(asked += 1)}`)

    /** Counts what the visitor has in the end against the one whole answer that is due. */
    const settle = async (watcher: Watcher) => {
      const giveUpAt = performance.now() + answeredWithinMs
      while (watcher.answers().length === 0 && performance.now() < giveUpAt) await sleep(lookEveryMs)
      // A second one would follow the first.
      await sleep(sabotage === 'ask-again' ? answerMs * 2 : 300)
      const answers = watcher.answers()
      if (answers.length === 0) faults.missing += 1
      faults.doubled += Math.max(0, answers.length - 1)
      faults['not whole'] += answers.filter((one) => one.state !== 'complete' || !provider.isWhole(one.text)).length
      faults['repeated events'] += watcher.repeats()
      watcher.close()
    }

    const callsBefore = provider.calls()
    await Promise.all(
      Array.from({ length: reloadingVisitors }, async () => {
        const reloadAfterMs = random.between(reloadAfter, 0.9) * answerMs
        const watcher = await openPage()
        await ask(watcher)
        await sleep(reloadAfterMs)
        watcher.close()
        await watcher.open()
        void watcher.follow()
        if (sabotage === 'ask-again') await ask(watcher)
        await settle(watcher)
        stillMs.push(watcher.longestStillMs())
      }),
    )
    faults['needless calls'] += provider.calls() - callsBefore - reloadingVisitors

    for (let kill = 0; kill < kills; kill += 1) {
      const pages = await Promise.all(Array.from({ length: visitorsAtKill }, openPage))
      await Promise.all(pages.map(ask))
      await sleep(random.between(0.3, 0.9) * answerMs)
      const killedAt = performance.now()
      await server.kill()
      await server.start()
      await Promise.all(pages.map((page) => settle(page).then(() => waitsMs.push(performance.now() - killedAt))))
    }
    return {
      faults,
      figures: {
        reloads: reloadingVisitors,
        kills,
        answers: reloadingVisitors + kills * visitorsAtKill,
        'provider calls': provider.calls(),
        'longest standstill after a reload p50/p95': percentiles(stillMs),
        'whole answer after a kill p50/p95': percentiles(waitsMs),
      },
      details: [...torn, ...server.errors()],
    }
  } finally {
    for (const watcher of watchers) watcher.close()
    await server.remove()
    await provider.stop()
  }
}
