import { type Figure, median, ratios } from '../figures.ts'
import { startOwnPostgres } from '../tools/own-postgres.ts'
import { bareSse, type Delivery, measureSide, product, socketIo } from './streams.ts'

const rounds = 5

/** P5 and P6: what it costs to hold streams open and to tell them something. */
export const streamFigures = () => atSize(1000)
/** The same with five times as many. */
export const manyStreamFigures = () => atSize(5000)

async function atSize(streamCount: number): Promise<Figure[]> {
  const postgres = await startOwnPostgres()
  try {
    const all: { ours: Delivery; bare: Delivery; socketIo: Delivery }[] = []
    for (let at = 0; at < rounds; at += 1) {
      all.push({
        ours: await whole(measureSide(product(postgres), streamCount)),
        bare: await whole(measureSide(bareSse, streamCount)),
        socketIo: await whole(measureSide(socketIo, streamCount)),
      })
    }
    const shown = (of: (one: Delivery) => number) =>
      (['ours', 'bare', 'socketIo'] as const)
        .map((side) => median(all.map((one) => of(one[side]))).toFixed(1))
        .join(', ')
    const cost = shown((one) => one.microseconds)
    const heap = (one: Delivery) => one.heapPerStream ?? 0
    const kilobytes = (side: 'ours' | 'bare') => (median(all.map((one) => heap(one[side]))) / 1000).toFixed(1)
    const streams = `${streamCount} streams`
    return [
      ratios(
        'P5',
        `server CPU per delivery, ${streams}, against node:http SSE (ours, SSE, socket.io: ${cost} µs)`,
        all.map(({ ours, bare }) => ours.microseconds / bare.microseconds),
        { reach: 0.9, goal: 0.7 },
      ),
      ratios(
        'P5',
        `the same against socket.io, ${streams}`,
        all.map((one) => one.ours.microseconds / one.socketIo.microseconds),
        { reach: 0.7, goal: 0.55 },
      ),
      ratios(
        'P6',
        `heap per idle stream, ${streams}: ${kilobytes('ours')} against ${kilobytes('bare')} kB`,
        all.map(({ ours, bare }) => heap(ours) / heap(bare)),
        { reach: 1.3, goal: 1.1 },
      ),
    ]
  } finally {
    await postgres.remove()
  }
}

/** A figure for deliveries counts only where all of them came. */
async function whole(measuring: Promise<Delivery>): Promise<Delivery> {
  const measured = await measuring
  if (measured.delivered !== measured.expected)
    throw new Error(`${measured.delivered} of ${measured.expected} deliveries arrived.`)
  return measured
}
