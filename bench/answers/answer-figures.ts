import type { Figure } from '../figures.ts'
import { firstDeltaFigures } from './first-delta.ts'
import { relayCpuFigures } from './relay-cpu.ts'

/** P7 and P8: what it adds to a model's answer that it goes through us. */
export async function answerFigures(): Promise<Figure[]> {
  return [...(await firstDeltaFigures()), ...(await relayCpuFigures())]
}
