type SnoozeTime = 'inAnHour' | 'thisEvening' | 'tomorrow' | 'monday' | 'nextWeek'

const at = (date: Date, days: number, hour: number) => {
  const then = new Date(date)
  then.setDate(then.getDate() + days)
  then.setHours(hour, 0, 0, 0)
  return then
}

/** When a chat may come back, the soonest first, in the reader's time zone. This evening only while it is not yet. */
export function snoozeTimes(now: Date): { name: SnoozeTime; until: Date }[] {
  const evening = at(now, 0, 18)
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  const times: { name: SnoozeTime; until: Date }[] = [
    { name: 'inAnHour', until: new Date(now.getTime() + 3600_000) },
    ...(now.getHours() < 16 ? [{ name: 'thisEvening' as const, until: evening }] : []),
    { name: 'tomorrow', until: at(now, 1, 9) },
    ...(daysToMonday > 1 && daysToMonday < 7 ? [{ name: 'monday' as const, until: at(now, daysToMonday, 9) }] : []),
    { name: 'nextWeek', until: at(now, 7, 9) },
  ]
  return times.sort((a, b) => a.until.getTime() - b.until.getTime())
}
