import type { Locale } from '@minichat/contracts'
import { dayOf } from './days.ts'
import { ownZone } from './own-clock.ts'

/** Thai dates come in the Buddhist Era, which is what `th-TH` means. */
const tags: Record<Locale, string> = { en: 'en-GB', th: 'th-TH' }
const cache = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>()

function cached<T extends Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>(
  key: string,
  make: () => T,
): T {
  const known = cache.get(key) as T | undefined
  if (known) return known
  const made = make()
  cache.set(key, made)
  return made
}

/** By the clocks that the reader has chosen. */
const dateFormat = (locale: Locale, name: string, options: Intl.DateTimeFormatOptions) =>
  cached(
    `${locale}.${name}.${ownZone()}`,
    () => new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: ownZone() }),
  )

export const formatNumber = (locale: Locale, value: number) =>
  cached(`${locale}.number`, () => new Intl.NumberFormat(tags[locale])).format(value)

export const formatDateTime = (locale: Locale, date: Date) =>
  dateFormat(locale, 'full', { dateStyle: 'medium', timeStyle: 'short' }).format(date)

export const formatTime = (locale: Locale, date: Date) =>
  dateFormat(locale, 'time', { timeStyle: 'short' }).format(date)

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const daysBetween = (earlier: Date, later: Date) => (Date.parse(dayOf(later)) - Date.parse(dayOf(earlier))) / dayMs

/** 'now', '5 min. ago', '3 hr. ago', '2 days ago', then the date. */
export function formatRelative(locale: Locale, date: Date, now: Date): string {
  const pastMs = Math.max(0, now.getTime() - date.getTime())
  const relative = cached(
    `${locale}.relative`,
    () => new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto', style: 'short' }),
  )
  if (pastMs < minuteMs) return relative.format(0, 'second')
  if (pastMs < hourMs) return relative.format(-Math.floor(pastMs / minuteMs), 'minute')
  if (pastMs < dayMs) return relative.format(-Math.floor(pastMs / hourMs), 'hour')
  const days = daysBetween(date, now)
  if (days < 7) return relative.format(-days, 'day')
  return formatDay(locale, date, now)
}

/** 'Today', 'yesterday', or the date; with the year when it is another one. */
export function formatDay(locale: Locale, date: Date, now: Date): string {
  const days = daysBetween(date, now)
  if (days === 0 || days === 1) {
    const near = cached(`${locale}.near`, () => new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' }))
    const words = near.format(-days, 'day')
    return words.charAt(0).toLocaleUpperCase(tags[locale]) + words.slice(1)
  }
  const sameYear = dayOf(date).slice(0, 4) === dayOf(now).slice(0, 4)
  return sameYear
    ? dateFormat(locale, 'day', { day: 'numeric', month: 'short' }).format(date)
    : dateFormat(locale, 'day-year', { day: 'numeric', month: 'short', year: 'numeric' }).format(date)
}

/** A day with its month written out, such as 1 December 2026. */
export const formatLongDay = (locale: Locale, date: Date) =>
  dateFormat(locale, 'long-day', { dateStyle: 'long' }).format(date)

/** The same for tables. */
export const formatShortDay = (locale: Locale, date: Date) =>
  dateFormat(locale, 'short-day', { dateStyle: 'medium' }).format(date)

/** 1.5 MB; in steps of a thousand, as disks are sold. */
export function formatBytes(locale: Locale, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const unit = units[step] as (typeof units)[number]
  return cached(
    `${locale}.bytes.${unit}`,
    () => new Intl.NumberFormat(tags[locale], { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }),
  ).format(bytes / 1000 ** step)
}

/** Minutes or hours somebody has been waiting, in words. */
export function formatDuration(locale: Locale, ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / minuteMs))
  const [value, unit] =
    minutes < 60
      ? ([minutes, 'minute'] as const)
      : minutes < 1440
        ? ([Math.floor(minutes / 60), 'hour'] as const)
        : ([Math.floor(minutes / 1440), 'day'] as const)
  return cached(
    `${locale}.duration.${unit}`,
    () => new Intl.NumberFormat(tags[locale], { style: 'unit', unit, unitDisplay: 'short' }),
  ).format(value)
}
