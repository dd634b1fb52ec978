import { momentAt, shownAt } from '../../lib/own-clock.ts'

type SnoozeTime = 'inAnHour' | 'thisEvening' | 'tomorrow' | 'monday' | 'nextWeek'

/** When a chat may come back, the soonest first, in the reader's time zone. This evening only while it is not yet. */
export function snoozeTimes(now: Date): { name: SnoozeTime; until: Date }[] {
  const { year, month, day, hour } = shownAt(now)
  const at = (daysLater: number, hourThen: number) => momentAt({ year, month, day: day + daysLater, hour: hourThen })
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  const daysToMonday = (8 - weekday) % 7 || 7
  const times: { name: SnoozeTime; until: Date }[] = [
    { name: 'inAnHour', until: new Date(now.getTime() + 3600_000) },
    ...(hour < 16 ? [{ name: 'thisEvening' as const, until: at(0, 18) }] : []),
    { name: 'tomorrow', until: at(1, 9) },
    ...(daysToMonday > 1 && daysToMonday < 7 ? [{ name: 'monday' as const, until: at(daysToMonday, 9) }] : []),
    { name: 'nextWeek', until: at(7, 9) },
  ]
  return times.sort((a, b) => a.until.getTime() - b.until.getTime())
}
