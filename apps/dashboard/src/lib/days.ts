import { momentAt, shownAt } from './own-clock.ts'

/** Whether an address says a day such as 2026-11-26. */
export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** The day of a moment, such as 2026-11-26, by the reader's clock; or one so many days after it. */
export function dayOf(date: Date, daysLater = 0): string {
  const { year, month, day } = shownAt(date)
  return new Date(Date.UTC(year, month - 1, day + daysLater)).toISOString().slice(0, 10)
}

/** The start of a day by the reader's clock, or of a day after it; an invalid date for what is no day. */
export function startOf(day: string, daysLater = 0): Date {
  const [year, month, date] = day.split('-').map(Number)
  return year && month && date ? momentAt({ year, month, day: date + daysLater }) : new Date(Number.NaN)
}

/** The same as text; undefined for what is no day. */
export function momentOf(day: string | undefined, daysLater = 0): string | undefined {
  const moment = startOf(day ?? '', daysLater)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

/** The moment in a field for day and time, by the reader's clock; an invalid date for none. */
export function timeOf(field: string): Date {
  const [, year, month, day, hour, minute] = (/^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(field) ?? []).map(Number)
  if (!year || !month || !day) return new Date(Number.NaN)
  return momentAt({ year, month, day, hour, minute })
}
