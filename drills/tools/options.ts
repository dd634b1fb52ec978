import type { Drill } from './drill.ts'

export type Options = {
  drills: Drill[]
  short: boolean
  /** In how many ways each promise is also broken on purpose. */
  sabotage: 'none' | 'one' | 'all'
  seed: number
  minutes: number | null
}

const usage = (drills: Drill[]) => `npm run drill                      all drills in full
npm run drill -- --short           in the short form that npm test uses
npm run drill -- --only <name>     one of: ${drills.map((drill) => drill.name).join(', ')}
npm run drill -- --sabotage        also with each promise broken on purpose: the drill must find the fault
npm run drill -- --sabotage-one    the same, each promise broken in one way only
npm run drill -- --seed <number>   with the random moments of an earlier run
npm run drill -- --minutes <n>     how long a drill goes on that runs on request only (${onRequest(drills).join(', ')})`

const onRequest = (drills: Drill[]) => drills.filter((drill) => drill.onRequest).map((drill) => drill.name)

/** Leaves the process, with a word on how it is used, when there is something that it does not know. */
export function readOptions(words: string[], drills: Drill[]): Options {
  const found: Options = {
    drills: drills.filter((drill) => !drill.onRequest),
    short: false,
    sabotage: 'none',
    seed: Math.floor(Math.random() * 2 ** 31),
    minutes: null,
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    const next = words[at + 1] ?? ''
    if (word === '--short') found.short = true
    else if (word === '--sabotage') found.sabotage = 'all'
    else if (word === '--sabotage-one') found.sabotage = 'one'
    else if (word === '--seed' && /^\d+$/.test(next)) found.seed = Number(words[(at += 1)])
    else if (word === '--minutes' && /^\d+$/.test(next)) found.minutes = Number(words[(at += 1)])
    else if (word === '--only' && drills.some((drill) => drill.name === next)) {
      found.drills = drills.filter((drill) => drill.name === next)
      at += 1
    } else {
      console.error(usage(drills))
      process.exit(1)
    }
  }
  return found
}
