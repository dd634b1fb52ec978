import type { getWidgetHealth, ResponseOf, WidgetProblemKind } from '@minichat/contracts'

export type WidgetProblem = ResponseOf<typeof getWidgetHealth>['problems'][number]
export type KindOfProblem = { kind: WidgetProblemKind; count: number; latest: WidgetProblem; days: WidgetProblem[] }

/** What was reported, by kind: what is worst first, and in each the newest day first. */
export function problemsByKind(problems: readonly WidgetProblem[]): KindOfProblem[] {
  const kinds = new Map<WidgetProblemKind, WidgetProblem[]>()
  for (const problem of problems) kinds.set(problem.kind, [...(kinds.get(problem.kind) ?? []), problem])
  return [...kinds]
    .map(([kind, reported]) => {
      const days = reported.toSorted((a, b) => b.day.localeCompare(a.day))
      return { kind, days, latest: days[0] as WidgetProblem, count: days.reduce((sum, { count }) => sum + count, 0) }
    })
    .toSorted((a, b) => severity.indexOf(a.kind) - severity.indexOf(b.kind))
}

/** From no chat at all to a chat that only feels slower. */
const severity: WidgetProblemKind[] = ['panel', 'send', 'script', 'stream', 'storage']
