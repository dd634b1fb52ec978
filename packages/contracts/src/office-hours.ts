/** A stretch of a day by its local clock; `24:00` is its end. */
export type Span = { from: string; to: string }

/** When a team is there. Days go from Monday to Sunday; on a holiday nobody is there all day. */
export type OfficeHours = {
  timeZone: string
  week: readonly (readonly Span[])[]
  holidays: readonly { date: string; name: string }[]
}

type Interval = { from: number; to: number }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Whoever does not open within so many days has closed for good. */
const horizonDays = 400

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', hourCycle: 'h23', ...digits })
  clocks.set(timeZone, clock)
  return clock
}

/** What the clock of a zone shows at a moment, as if it were UTC; to the minute. */
function localTime(timeZone: string, at: number): number {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) shown[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute)
}

const floor = (at: number) => Math.floor(at / minuteMs) * minuteMs
const offsetAt = (timeZone: string, at: number) => localTime(timeZone, at) - floor(at)

/** Stretches of time around a local day in which the clock is off by the same. */
function steadyStretches(timeZone: string, day: number): (Interval & { offset: number })[] {
  const from = day - 15 * 60 * minuteMs
  const to = day + dayMs + 15 * 60 * minuteMs
  const before = offsetAt(timeZone, from)
  const after = offsetAt(timeZone, to)
  if (before === after) return [{ from, to, offset: before }]
  let [low, high] = [from, to]
  while (high - low > minuteMs) {
    const middle = low + floor((high - low) / 2)
    if (offsetAt(timeZone, middle) === before) low = middle
    else high = middle
  }
  return [
    { from, to: high, offset: before },
    { from: high, to, offset: after },
  ]
}

const dateOf = (day: number) => new Date(day).toISOString().slice(0, 10)

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** Of a local day, given as its midnight in UTC. */
function spansOf({ week, holidays }: OfficeHours, day: number): readonly Span[] {
  if (holidays.some(({ date }) => date === dateOf(day))) return []
  return week[(new Date(day).getUTCDay() + 6) % 7] ?? []
}

/** When the team is there on a local day, in order. An hour that the clock shows twice counts twice. */
function openOn(hours: OfficeHours, day: number): Interval[] {
  const spans = spansOf(hours, day)
  if (spans.length === 0) return []
  return steadyStretches(hours.timeZone, day)
    .flatMap((stretch) =>
      spans.map((span) => ({
        from: Math.max(day + minutesOf(span.from) * minuteMs - stretch.offset, stretch.from),
        to: Math.min(day + minutesOf(span.to) * minuteMs - stretch.offset, stretch.to),
      })),
    )
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
}

const localDay = (hours: OfficeHours, at: number) => {
  const local = localTime(hours.timeZone, at)
  return local - (((local % dayMs) + dayMs) % dayMs)
}

/** Whether the team is there. @param hours null: always. */
export function isOpenAt(hours: OfficeHours | null, at: number): boolean {
  if (!hours) return true
  const local = localTime(hours.timeZone, at)
  const day = localDay(hours, at)
  const minute = (local - day) / minuteMs
  return spansOf(hours, day).some(({ from, to }) => minute >= minutesOf(from) && minute < minutesOf(to))
}

/** The first moment from `at` on when the team is there; null: not within the next year. In ms since 1970. */
export function nextOpening(hours: OfficeHours | null, at: number): number | null {
  if (!hours) return at
  const today = localDay(hours, at)
  for (let ahead = -1; ahead <= horizonDays; ahead += 1) {
    const next = openOn(hours, today + ahead * dayMs).find(({ to }) => to > at)
    if (next) return Math.max(next.from, at)
  }
  return null
}

/** How long the team was there between two moments, in ms. */
export function openMsBetween(hours: OfficeHours | null, from: number, to: number): number {
  if (to <= from) return 0
  if (!hours) return to - from
  const last = localDay(hours, to) + dayMs
  let open = 0
  for (let day = localDay(hours, from) - dayMs; day <= last; day += dayMs) {
    for (const one of openOn(hours, day)) open += Math.max(0, Math.min(one.to, to) - Math.max(one.from, from))
  }
  return open
}

/** Since when the team has been there for `openMs` at `at`: who has waited from before has waited longer. null: never. */
export function openSince(hours: OfficeHours | null, at: number, openMs: number): number | null {
  if (!hours) return at - openMs
  const today = localDay(hours, at)
  let left = openMs
  for (let back = -1; back <= horizonDays; back += 1) {
    for (const { from, to } of openOn(hours, today - back * dayMs).reverse()) {
      const end = Math.min(to, at)
      if (end <= from) continue
      if (end - from >= left) return end - left
      left -= end - from
    }
  }
  return null
}
