import type { KnowledgeEntry, Locale } from '@minichat/contracts'
import { type AuditActor, changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { detectLocale, normalise } from '../../platform/text/index.ts'
import { deleteEntry, type EntryRow, type EntryValues, insertEntry, lockEntry, updateEntry } from './entries.store.ts'
import { indexPassage } from './index-passage.ts'
import { auditableEntry, entryTarget } from './knowledge.audit.ts'
import { presentOrganisation } from './organisation/organise.ts'
import { replacePassages } from './passages.store.ts'

/** `locale` null: found out from the words. */
export type NewEntry = { question: string; answer: string; locale: Locale | null; url: string | null }

export const presentEntry = (row: EntryRow): KnowledgeEntry => ({
  ...row,
  ...presentOrganisation(row),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** Stored and found from this transaction on. */
export async function addEntry(tx: Tx, entry: NewEntry): Promise<KnowledgeEntry> {
  const row = await insertEntry(tx, newId(), valuesOf(entry))
  await index(tx, row)
  return presentEntry(row)
}

/** The same by a person. */
export async function addEntryAs(actor: AuditActor, tx: Tx, entry: NewEntry): Promise<KnowledgeEntry> {
  const added = await addEntry(tx, entry)
  const after = auditableEntry(added)
  await recordAudit(tx, { actor, action: 'knowledge.entry_added', target: entryTarget(added), after })
  return added
}

/** @throws AppError NOT_FOUND. */
export async function changeEntry(
  actor: AuditActor,
  tx: Tx,
  id: string,
  change: Partial<NewEntry>,
): Promise<KnowledgeEntry> {
  const before = await lockEntry(tx, id)
  if (!before) throw new AppError('NOT_FOUND')
  const wording = { question: change.question ?? before.question, answer: change.answer ?? before.answer }
  const isReworded = wording.question !== before.question || wording.answer !== before.answer
  const locale = change.locale === undefined ? (isReworded ? null : before.locale) : change.locale
  const url = change.url === undefined ? before.url : change.url
  const row = await updateEntry(tx, id, valuesOf({ ...wording, locale, url }))
  await index(tx, row)
  const after = presentEntry(row)
  const changes = changesBetween(auditableEntry(presentEntry(before)), auditableEntry(after))
  // An answer can change beyond what is shown of it.
  if (changes || isReworded) {
    await recordAudit(tx, { actor, action: 'knowledge.entry_changed', target: entryTarget(after), ...changes })
  }
  return after
}

/** @throws AppError NOT_FOUND. */
export async function removeEntry(actor: AuditActor, tx: Tx, id: string): Promise<void> {
  const row = await lockEntry(tx, id)
  if (!row || !(await deleteEntry(tx, id))) throw new AppError('NOT_FOUND')
  const gone = presentEntry(row)
  const before = auditableEntry(gone)
  await recordAudit(tx, { actor, action: 'knowledge.entry_removed', target: entryTarget(gone), before })
}

function valuesOf({ question, answer, locale, url }: NewEntry): EntryValues {
  const found = locale ?? detectLocale(`${question}\n${answer}`)
  return { question, answer, url, locale: found, searchText: normalise(`${question}\n${answer}`) }
}

async function index(tx: Tx, { id, question, answer, locale }: EntryRow): Promise<void> {
  await replacePassages(tx, { entryId: id }, [indexPassage(question, answer, locale)])
}
