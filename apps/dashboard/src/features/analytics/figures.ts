import type { Locale } from '@minichat/contracts'

const tags: Record<Locale, string> = { en: 'en-GB', th: 'th-TH' }

/** 0.8 sec, 12 sec, 4 min, 2.5 hr. */
export function formatWait(locale: Locale, ms: number): string {
  const [value, unit] =
    ms < 60_000 ? [ms / 1000, 'second'] : ms < 3600_000 ? [ms / 60_000, 'minute'] : [ms / 3600_000, 'hour']
  // British units have a plural in short.
  return new Intl.NumberFormat(locale === 'th' ? 'th-TH' : 'en-US', {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: (value as number) < 10 ? 1 : 0,
  })
    .format(value as number)
    .replace(' ', '\u00a0')
}

export const formatShare = (locale: Locale, part: number, whole: number): string =>
  whole === 0
    ? '–'
    : new Intl.NumberFormat(tags[locale], { style: 'percent', maximumFractionDigits: 0 }).format(part / whole)

/** How much more or less than before, such as +12 %; null where there was nothing to compare with. */
export function formatChange(locale: Locale, now: number | null, before: number | null): string | null {
  if (now === null || before === null || before === 0) return null
  return new Intl.NumberFormat(tags[locale], {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  }).format(now / before - 1)
}

/** A local day of the workspace. */
export const formatLocalDay = (locale: Locale, day: string, style: 'short' | 'long' = 'short') =>
  new Intl.DateTimeFormat(tags[locale], {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(style === 'long' ? { year: 'numeric' } : {}),
  }).format(new Date(`${day}T00:00Z`))

/** Monday is 1. */
export const formatWeekday = (locale: Locale, weekday: number, style: 'short' | 'long' = 'long') =>
  // The first of January 2024 was a Monday.
  new Intl.DateTimeFormat(tags[locale], { timeZone: 'UTC', weekday: style }).format(
    new Date(Date.UTC(2024, 0, weekday)),
  )

export const formatHour = (hour: number) => `${String(hour).padStart(2, '0')}:00`
