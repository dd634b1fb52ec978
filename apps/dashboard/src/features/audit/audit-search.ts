import { isDay } from '../../lib/days.ts'
import { auditAreas } from './audit-words.ts'

/** What the list is filtered by, as it stands in the address. Days are those of the reader. */
export type AuditSearch = { search?: string; area?: string; actor?: string; from?: string; until?: string }

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value)

/** What an address says, without what makes no sense. */
export function readAuditSearch(given: Record<string, unknown>): AuditSearch {
  const { search, area, actor, from, until } = given
  return {
    ...(typeof search === 'string' && search !== '' ? { search: search.slice(0, 200) } : {}),
    ...(auditAreas.some((one) => one === area) ? { area: area as string } : {}),
    ...(isId(actor) ? { actor } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(until) ? { until } : {}),
  }
}
