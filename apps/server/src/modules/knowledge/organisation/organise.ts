import { limits, type Organisation, type OrganiseChange, type SourceKind } from '@minichat/contracts'
import { type AuditActor, changesBetween, recordAudit } from '../../../platform/audit.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import {
  copyToPages,
  lockSources,
  type OrganisationRow,
  type OrganisationValues,
  type OrganisedRow,
  writeDocumentLocale,
  writeOrganisation,
} from './organisation.store.ts'

type Source = { kind: SourceKind; id: string }

export const presentOrganisation = (row: OrganisationRow): Organisation => ({
  folder: row.folder,
  tags: row.tags,
  isOn: row.isOn,
  validFrom: row.validFrom?.toISOString() ?? null,
  validUntil: row.validUntil?.toISOString() ?? null,
  rank: row.rank,
  use: row.use,
})

/**
 * Puts sources in order, each with its entry in the audit log.
 * @returns how many changed.
 * @throws AppError NOT_FOUND when one of them is not there, VALIDATION_ERROR for dates that do not follow each other.
 */
export async function organise(
  actor: AuditActor,
  tx: Tx,
  sources: readonly Source[],
  change: OrganiseChange,
): Promise<number> {
  let changed = 0
  for (const [kind, ofKind] of Map.groupBy(sources, (source) => source.kind)) {
    const ids = [...new Set(ofKind.map(({ id }) => id))]
    const rows = await lockSources(tx, kind, ids)
    if (rows.length !== ids.length) throw new AppError('NOT_FOUND')
    for (const row of rows) if (await organiseOne(actor, tx, kind, row, change)) changed += 1
  }
  return changed
}

async function organiseOne(
  actor: AuditActor,
  tx: Tx,
  kind: SourceKind,
  row: OrganisedRow,
  change: OrganiseChange,
): Promise<boolean> {
  const before = valuesOf(row)
  const after = apply(before, change)
  if (kind === 'document' && change.locale) after.locale = change.locale
  const changes = changesBetween(auditable(before), auditable(after))
  if (changes) {
    await writeOrganisation(tx, kind, row.id, after)
    if (after.locale !== before.locale) await writeDocumentLocale(tx, row.id, after.locale)
    const target = { kind: `knowledge_${kind}`, id: row.id, name: row.name }
    await recordAudit(tx, { actor, action: 'knowledge.source_organised', target, ...changes })
  }
  // Also when the site itself stays as it is: a page may have been set apart from it.
  if (kind === 'site') await copyToPages(tx, row.id, change.locale)
  return changes !== null
}

const valuesOf = ({ folder, tags, isOn, validFrom, validUntil, rank, locale }: OrganisedRow): OrganisationValues => ({
  folder,
  tags,
  isOn,
  validFrom,
  validUntil,
  rank,
  locale,
})

function apply(before: OrganisationValues, change: OrganiseChange): OrganisationValues {
  const removed = new Set(change.removeTags)
  const tags = [...new Set([...(change.tags ?? before.tags), ...(change.addTags ?? [])])].filter(
    (tag) => !removed.has(tag),
  )
  if (tags.length > limits.tagsMax) throw refused('tags', `A source has ${limits.tagsMax} tags at most.`)
  const after = {
    ...before,
    tags: tags.sort(),
    folder: change.folder ?? before.folder,
    isOn: change.isOn ?? before.isOn,
    rank: change.rank ?? before.rank,
    validFrom: momentOf(change.validFrom, before.validFrom),
    validUntil: momentOf(change.validUntil, before.validUntil),
  }
  if (after.validFrom && after.validUntil && after.validFrom >= after.validUntil) {
    throw refused('validUntil', 'The end has to come after the beginning.')
  }
  return after
}

const momentOf = (given: string | null | undefined, before: Date | null): Date | null =>
  given === undefined ? before : given === null ? null : new Date(given)

const auditable = ({ validFrom, validUntil, ...rest }: OrganisationValues) => ({
  ...rest,
  validFrom: validFrom?.toISOString() ?? null,
  validUntil: validUntil?.toISOString() ?? null,
})

const refused = (path: string, message: string) =>
  new AppError('VALIDATION_ERROR', { message, details: [{ path, code: 'invalid', message }] })
