import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figures.ts'

const manifest = fileURLToPath(new URL('../apps/widget/dist/manifest.json', import.meta.url))

/** W1 and W2, as the build has measured them. None where the widget is not built. */
export async function widgetSize(): Promise<Figure[]> {
  const text = await readFile(manifest, 'utf8').catch(() => null)
  if (text === null) return []
  const { bytes } = JSON.parse(text) as { bytes: { loader: number; panel: number } }
  const kilobytes = (value: number) => ({ value: value / 1000, unit: 'kB' })
  return [
    { id: 'W1', measure: 'widget before it is opened (brotli)', ...kilobytes(bytes.loader), reach: 6, goal: 4 },
    {
      id: 'W2',
      measure: 'widget with its panel (brotli)',
      ...kilobytes(bytes.loader + bytes.panel),
      reach: 30,
      goal: 22,
    },
  ]
}
