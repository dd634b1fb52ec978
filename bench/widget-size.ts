import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figures.ts'

const manifest = fileURLToPath(new URL('../apps/widget/dist/manifest.json', import.meta.url))

/**
 * W1 and W2, as the build has measured them. None where the widget is not built.
 * @param others what a page pays for others, brotli 11 as well.
 */
export async function widgetSize(others: { name: string; kilobytes: number }[]): Promise<Figure[]> {
  const text = await readFile(manifest, 'utf8').catch(() => null)
  if (text === null) return []
  const { bytes } = JSON.parse(text) as { bytes: { loader: number; panel: number } }
  const loader = bytes.loader / 1000
  const theirs = others.map(
    ({ name, kilobytes }) => `; ${name}: ${kilobytes.toFixed(0)} = ${(kilobytes / loader).toFixed(0)}×`,
  )
  return [
    {
      id: 'W1',
      measure: `bytes before it is opened (brotli)${theirs.join('')}`,
      value: loader,
      unit: 'kB',
      reach: 6,
      goal: 4,
    },
    {
      id: 'W2',
      measure: 'bytes with the panel (brotli)',
      value: (bytes.loader + bytes.panel) / 1000,
      unit: 'kB',
      reach: 30,
      goal: 22,
    },
  ]
}
