import { h } from './dom.ts'

type Options = { dateLocale: string; justNow: string; now: () => number }

const justNowMs = 45_000
const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * Times in the visitor's language, 00:00 to 23:59: how long ago within the last hour, then the hour, with the day where
 * it is another one; all of it on hover and where the focus is.
 */
export function createTimes({ dateLocale, justNow, now }: Options) {
  const clock = createClock(dateLocale)
  const minutes = new Intl.NumberFormat(dateLocale, { style: 'unit', unit: 'minute' })

  function shortOf(createdAt: string): string {
    const date = new Date(createdAt)
    const age = now() - date.getTime()
    if (age < justNowMs) return justNow
    if (age < hourMs) return minutes.format(Math.max(1, Math.floor(age / minuteMs)))
    return clock(date, new Date(now())).short
  }

  return {
    node: (createdAt: string): HTMLTimeElement => {
      const { whole } = clock(new Date(createdAt), new Date())
      const short = h('span', { class: 'short' }, shortOf(createdAt))
      return h('time', { datetime: createdAt, title: whole }, short, h('span', { class: 'whole' }, whole))
    },
    /** The hour, with the day where it is another one. */
    at: (moment: string): string => clock(new Date(moment), new Date(now())).short,
    /** What was just now is so no more. */
    refresh: (within: HTMLElement): void => {
      for (const node of within.querySelectorAll('time')) {
        const short = node.firstElementChild
        const text = shortOf(node.dateTime)
        if (short && short.textContent !== text) short.textContent = text
      }
    },
    day: createDays(dateLocale),
  }
}

export type Times = ReturnType<typeof createTimes>

export function createClock(dateLocale: string) {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dateLocale, { ...options, hourCycle: 'h23' })
  const hour = format({ timeStyle: 'short' })
  const dayAndHour = format({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
  const whole = format({ dateStyle: 'full', timeStyle: 'short' })
  return (date: Date, now: Date) => {
    const isToday = date.toDateString() === now.toDateString()
    return { short: (isToday ? hour : dayAndHour).format(date), whole: whole.format(date) }
  }
}

/** Names of days: today, yesterday, else the date. */
export function createDays(dateLocale: string) {
  const near = new Intl.RelativeTimeFormat(dateLocale, { numeric: 'auto' })
  const date = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'full' })
  const midnight = (time: Date) => new Date(time).setHours(0, 0, 0, 0)
  return (day: Date, now: Date): string => {
    const days = Math.round((midnight(day) - midnight(now)) / (24 * hourMs))
    const name = days > -2 && days < 1 ? near.format(days, 'day') : date.format(day)
    return name.charAt(0).toLocaleUpperCase(dateLocale) + name.slice(1)
  }
}
