import { type Figure, median, ratios } from '../figures.ts'
import { usageOf } from '../processes.ts'
import { readAnswer } from './read-answer.ts'
import { type Side, startBareRelay, startModel, startPortkey, startProductRelay } from './sides.ts'

const rounds = 5
const streamsAtOnce = 12
const warmUpStreams = 60
const streams = 360

/** P8: processor time of the relaying process for one stream of 50 chunks, many at once. */
export async function relayCpuFigures(): Promise<Figure[]> {
  const model = await startModel()
  const sides = {
    ours: await startProductRelay(model.url),
    bare: await startBareRelay(model.url),
    portkey: await startPortkey(model.url),
  }
  try {
    for (const side of Object.values(sides)) await readMany(side, warmUpStreams)
    const found: Record<keyof typeof sides, number>[] = []
    for (let round = 0; round < rounds; round += 1)
      found.push({
        ours: await cpuPerStream(sides.ours),
        bare: await cpuPerStream(sides.bare),
        portkey: await cpuPerStream(sides.portkey),
      })
    const shown = (['ours', 'bare', 'portkey'] as const)
      .map((name) => median(found.map((one) => one[name])).toFixed(2))
      .join(', ')
    return [
      ratios(
        'P8',
        `CPU per relayed 50-chunk stream against a bare undici relay (ours, bare, Portkey: ${shown} ms)`,
        found.map(({ ours, bare }) => ours / bare),
        { reach: 1.5, goal: 1.2 },
      ),
      ratios(
        'P8',
        'the same against @portkey-ai/gateway',
        found.map(({ ours, portkey }) => ours / portkey),
        { reach: 0.4, goal: 0.25 },
      ),
    ]
  } finally {
    for (const side of Object.values(sides)) await side.stop()
    await model.stop()
  }
}

/** In milliseconds. */
async function cpuPerStream(side: Side): Promise<number> {
  const before = usageOf(side.pid)?.own.cpuMs ?? 0
  await readMany(side, streams)
  return ((usageOf(side.pid)?.own.cpuMs ?? 0) - before) / streams
}

async function readMany({ url, headers }: Side, count: number): Promise<void> {
  let left = count
  await Promise.all(
    Array.from({ length: streamsAtOnce }, async () => {
      while (left > 0) {
        left -= 1
        await readAnswer(url, headers)
      }
    }),
  )
}
