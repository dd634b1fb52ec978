const dayMs = 24 * 3600_000
const soonDays = 7

/** How a key stands to its end. `days` are whole ones that are left. */
export function endOf(expiresAt: string, now: Date): { state: 'far' | 'soon' | 'ended'; days: number } {
  const leftMs = Date.parse(expiresAt) - now.getTime()
  const days = Math.floor(leftMs / dayMs)
  if (leftMs <= 0) return { state: 'ended', days: 0 }
  return { state: leftMs <= soonDays * dayMs ? 'soon' : 'far', days }
}

/** The part of a prefix by which keys of one workspace differ. */
export const markOf = (prefix: string) => `mck_…${prefix.slice(-9)}`
