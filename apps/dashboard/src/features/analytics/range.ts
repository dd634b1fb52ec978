/** A period of local days, both included. */
export type Range = { from: string; to: string }

export const presets = ['today', 'last7', 'last30', 'last90', 'thisMonth', 'lastMonth'] as const
export type Preset = (typeof presets)[number]

/** What the address says of the page. */
export type AnalyticsSearch = { period?: Preset; from?: string; to?: string; widget?: string }

const dayMs = 24 * 3600_000
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value)

/** What an address says, without what makes no sense. */
export function readAnalyticsSearch({ period, from, to, widget }: Record<string, unknown>): AnalyticsSearch {
  const isChosen = isDay(from) && isDay(to) && from <= to
  return {
    ...(isChosen ? { from, to } : presets.includes(period as Preset) ? { period: period as Preset } : {}),
    ...(isId(widget) ? { widget } : {}),
  }
}

/** The days that are meant. @param timeZone by whose clocks it is today. */
export function rangeOf({ period = 'last30', from, to }: AnalyticsSearch, timeZone: string, now: Date): Range {
  if (from && to) return { from, to }
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now)
  const month = `${today.slice(0, 7)}-01`
  switch (period) {
    case 'today':
      return { from: today, to: today }
    case 'last7':
      return { from: moveDay(today, -6), to: today }
    case 'last30':
      return { from: moveDay(today, -29), to: today }
    case 'last90':
      return { from: moveDay(today, -89), to: today }
    case 'thisMonth':
      return { from: month, to: today }
    case 'lastMonth': {
      const end = moveDay(month, -1)
      return { from: `${end.slice(0, 7)}-01`, to: end }
    }
  }
}

export const moveDay = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
