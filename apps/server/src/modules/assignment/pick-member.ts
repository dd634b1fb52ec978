import { type AssignmentRule, isOpenAt, type OfficeHours } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import {
  chatFacts,
  lockSettings,
  nextMember,
  noteGiven,
  readSettings,
  type SettingsRow,
  timeZoneOf,
} from './assignment.store.ts'

/** A reload, a night train, a laptop that is carried to the next room: so long nobody is taken for away. */
export const hereMs = 150_000

/** @returns null where the team is always there. */
export const hoursOf = ({ week, holidays }: SettingsRow, timeZone: string): OfficeHours | null =>
  week && { timeZone, week, holidays }

type Facts = Awaited<ReturnType<typeof chatFacts>>

const fits = (rule: AssignmentRule, { widgetId, locale, labelIds }: Facts) =>
  (rule.widgetId === null || rule.widgetId === widgetId) &&
  (rule.locale === null || rule.locale === locale) &&
  (rule.labelId === null || labelIds.includes(rule.labelId))

/**
 * Picks who is to see to a chat, by the workspace's rules. The caller holds the chat's lock and assigns in the same
 * transaction: under the lock of the settings nobody else gives meanwhile, so nobody gets more than they have room for.
 * @returns null: nobody by rules, now.
 */
export async function pickMember(tx: Tx, chatId: string, nowMs: number): Promise<string | null> {
  if ((await readSettings(tx)).rules.length === 0) return null
  const settings = await lockSettings(tx)
  if (!settings || !isOpenAt(hoursOf(settings, await timeZoneOf(tx)), nowMs)) return null
  const facts = await chatFacts(tx, chatId)
  for (const rule of settings.rules.filter((one) => fits(one, facts))) {
    const picked = await nextMember(tx, rule, new Date(nowMs - hereMs))
    if (!picked) continue
    await noteGiven(tx, picked, new Date(nowMs))
    return picked
  }
  return null
}
