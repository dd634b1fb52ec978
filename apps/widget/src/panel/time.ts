import { h } from './dom.ts'

/** Times as the visitor writes them: the hour, with the day where it is another one; the whole on hover. */
export function createTimes(dateLocale: string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(dateLocale, options)
  const hour = format({ timeStyle: 'short' })
  const dayAndHour = format({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
  const whole = format({ dateStyle: 'full', timeStyle: 'short' })
  return (createdAt: string): HTMLTimeElement => {
    const date = new Date(createdAt)
    const isToday = date.toDateString() === new Date().toDateString()
    return h('time', { datetime: createdAt, title: whole.format(date) }, (isToday ? hour : dayAndHour).format(date))
  }
}

export type Times = ReturnType<typeof createTimes>
