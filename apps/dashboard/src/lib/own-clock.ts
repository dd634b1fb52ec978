/** The zone by whose clocks this person reads times; undefined: the device's. */
let zone: string | undefined

export const ownZone = () => zone

/** @param name null: the device's. One that this browser does not know counts as that. */
export function setOwnZone(name: string | null): void {
  try {
    zone = name ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone : undefined
  } catch {
    zone = undefined
  }
}

/** What the clock shows; months from 1. */
type DayShown = { year: number; month: number; day: number }
type TimeShown = { hour: number; minute: number; second: number }
type Shown = DayShown & TimeShown

const clocks = new Map<string | undefined, Intl.DateTimeFormat>()
function clock(): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(zone, made)
  return made
}

/** What this person's clock shows at a moment. */
export function shownAt(date: Date): Shown {
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of clock().formatToParts(date))
    if (type in shown) shown[type as keyof Shown] = Number(value)
  return shown
}

const asUtc = ({ year, month, day, hour, minute, second }: Shown) =>
  Date.UTC(year, month - 1, day, hour, minute, second)
const offsetAt = (ms: number) => asUtc(shownAt(new Date(ms))) - Math.floor(ms / 1000) * 1000

/**
 * The moment at which this person's clock shows a day and time. Days beyond a month's end run on into the next.
 * Of an hour that the clock leaves out, the one after.
 */
export function momentAt({ year, month, day, hour = 0, minute = 0 }: DayShown & Partial<TimeShown>): Date {
  const wanted = Date.UTC(year, month - 1, day, hour, minute)
  const near = wanted - offsetAt(wanted)
  return new Date(wanted - offsetAt(near))
}
