import { expect, test } from 'vitest'
import { problemsByKind, type WidgetProblem } from './health.ts'

const report = (kind: WidgetProblem['kind'], day: string, count: number): WidgetProblem => ({
  kind,
  day,
  count,
  lastDetail: '',
  lastOrigin: 'https://shop.example.com',
  lastBrowser: 'Firefox 140',
  lastAt: `${day}T08:00:00.000Z`,
})

test('reports are put together by kind, the gravest first, the newest day first', () => {
  const kinds = problemsByKind([
    report('storage', '2026-11-20', 4),
    report('panel', '2026-11-18', 1),
    report('storage', '2026-11-22', 2),
  ])
  expect(kinds.map(({ kind, count, latest }) => `${kind} ${count} ${latest.day}`)).toEqual([
    'panel 1 2026-11-18',
    'storage 6 2026-11-22',
  ])
  expect(kinds[1]?.days.map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-20'])
})

test('without reports there is nothing', () => expect(problemsByKind([])).toEqual([]))
