import { setTimeout as sleep } from 'node:timers/promises'
import { createOwnServer, type OwnServer } from '../drills/tools/own-server.ts'
import { type Figure, median } from './figures.ts'
import { usageOf } from './processes.ts'

const runs = 5
const restMs = 10_000
/** As `npm start` runs it, the sample included. */
const asStarted = { MINICHAT_SAMPLE: 'on', LOG_LEVEL: 'info' }

type Start = { tookMs: number; cpuMs: number }

/** P13 and P14: from spawning the program to its line that it is ready, and what it takes when nothing happens. */
export async function startAndRest(): Promise<Figure[]> {
  const cold: Start[] = []
  const warm: Start[] = []
  for (let run = 0; run < runs; run += 1) {
    const server = await createOwnServer(asStarted)
    cold.push(await timedStart(server))
    await server.stop()
    // Cold and warm in turn: both meet the same noise.
    warm.push(await timedStart(server))
    await server.remove()
  }
  return [
    startFigure('P13', 'cold start, empty data folder', cold, { reach: 6, goal: 3 }),
    startFigure('P13', 'warm start', warm, { reach: 3, goal: 1.5 }),
    ...(await atRest()),
  ]
}

async function timedStart(server: OwnServer): Promise<Start> {
  const { tookMs } = await server.start()
  const usage = usageOf(server.pid())
  return { tookMs, cpuMs: (usage?.own.cpuMs ?? 0) + (usage?.children.cpuMs ?? 0) }
}

async function atRest(): Promise<Figure[]> {
  const server = await createOwnServer(asStarted)
  try {
    await server.start()
    await server.stop()
    await server.start()
    await sleep(restMs)
    const usage = usageOf(server.pid())
    if (!usage) return []
    const { own, children, childCount } = usage
    const parts = `server RSS ${own.rssMb.toFixed(0)} + PSS of ${childCount} database processes ${children.pssMb.toFixed(0)}`
    const value = own.rssMb + children.pssMb
    return [{ id: 'P14', measure: `memory at rest: ${parts}`, value, unit: 'MB', reach: 400, goal: 250 }]
  } finally {
    await server.remove()
  }
}

function startFigure(id: string, name: string, starts: Start[], bounds: Pick<Figure, 'reach' | 'goal'>): Figure {
  const seconds = starts.map((one) => one.tookMs / 1000)
  const range = `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`
  const cpu = `${median(starts.map((one) => one.cpuMs / 1000)).toFixed(2)} s CPU`
  return {
    id,
    measure: `${name}, median of ${starts.length} (${range} s; ${cpu})`,
    value: median(seconds),
    unit: 's',
    ...bounds,
  }
}
