import { h } from './dom.ts'

/** Times in the visitor's language, 00:00 to 23:59: the hour, with the day where it is another one; all on hover. */
export function createTimes(dateLocale: string) {
  const clock = createClock(dateLocale)
  return (createdAt: string): HTMLTimeElement => {
    const { short, whole } = clock(new Date(createdAt), new Date())
    return h('time', { datetime: createdAt, title: whole }, short)
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
