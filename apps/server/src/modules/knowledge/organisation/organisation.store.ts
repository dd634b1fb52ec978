import type { Locale, SourceKind, SourceRank, SourceUse } from '@minichat/contracts'
import type { Tx } from '../../../platform/database/database.ts'

export type OrganisationRow = {
  folder: string
  tags: string[]
  isOn: boolean
  validFrom: Date | null
  validUntil: Date | null
  rank: SourceRank
  use: SourceUse
}

export type OrganisationFilter = { folder?: string; tag?: string; use?: SourceUse }

/** Whether a source is used at this moment. @param of the table or its alias, with a dot. */
export const isInUse = (of = '') =>
  `(${of}is_on and coalesce(${of}valid_from <= now(), true) and coalesce(${of}valid_until > now(), true))`

/**
 * Passages of sources that are off or outside their dates at this moment, of the workspace $1. Such sources are few, and
 * are found by indexes of their own; where there are none this costs two looks.
 */
export const passagesNotInUse = `
  select p.id from knowledge_entries s
  join knowledge_passages p on p.workspace_id = s.workspace_id and p.entry_id = s.id
  where s.workspace_id = $1 and s.is_limited and not ${isInUse('s.')}
  union all
  select p.id from knowledge_documents s
  join knowledge_passages p on p.workspace_id = s.workspace_id and p.document_id = s.id
  where s.workspace_id = $1 and s.is_limited and not ${isInUse('s.')}`

const use = `case when not is_on then 'off' when valid_until <= now() then 'expired'
  when valid_from > now() then 'not_yet' else 'used' end`

export const organisationColumns = `folder, tags, is_on as "isOn", valid_from as "validFrom",
  valid_until as "validUntil", rank, ${use} as use`

/** Conditions on folder, tag and use, as parameters from `first` on: see `filterValues`. */
export const filterSql = (first: number) => `
  and ($${first}::text is null or folder = $${first}) and ($${first + 1}::text is null or $${first + 1} = any (tags))
  and ($${first + 2}::text is null or ${use} = $${first + 2})`
export const filterValues = ({ folder, tag, use }: OrganisationFilter) => [folder ?? null, tag ?? null, use ?? null]

const tables = {
  entry: { name: 'knowledge_entries', title: 'question' },
  document: { name: 'knowledge_documents', title: 'title' },
  site: { name: 'knowledge_sites', title: 'name' },
} as const satisfies Record<SourceKind, object>

export type OrganisedRow = OrganisationRow & { id: string; name: string; locale: Locale | null }

/** Locked until the transaction ends, in the order of their ids, so that two requests cannot wait for each other. */
export async function lockSources(tx: Tx, kind: SourceKind, ids: string[]): Promise<OrganisedRow[]> {
  const { name, title } = tables[kind]
  const locale = kind === 'site' ? 'null' : 'locale'
  return tx.query(
    `select id, left(${title}, 120) as name, ${locale} as locale, ${organisationColumns} from ${name}
     where workspace_id = $1 and id = any ($2::uuid[]) order by id for update`,
    [tx.workspaceId, ids],
  )
}

export type OrganisationValues = Omit<OrganisationRow, 'use'> & { locale: Locale | null }

export async function writeOrganisation(tx: Tx, kind: SourceKind, id: string, to: OrganisationValues): Promise<void> {
  await tx.query(
    `update ${tables[kind].name} set folder = $3, tags = $4, is_on = $5, valid_from = $6, valid_until = $7, rank = $8
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, to.folder, to.tags, to.isOn, to.validFrom, to.validUntil, to.rank],
  )
}

export async function writeDocumentLocale(tx: Tx, id: string, locale: Locale | null): Promise<void> {
  await tx.query('update knowledge_documents set locale = $3 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    locale,
  ])
}

/** What holds for a site holds for its pages. */
export async function copyToPages(tx: Tx, siteId: string, locale: Locale | undefined): Promise<void> {
  await tx.query(
    `update knowledge_documents d set folder = s.folder, tags = s.tags, is_on = s.is_on, valid_from = s.valid_from,
       valid_until = s.valid_until, rank = s.rank, locale = coalesce($3, d.locale)
     from knowledge_sites s
     where s.workspace_id = $1 and s.id = $2 and d.workspace_id = $1 and d.site_id = $2`,
    [tx.workspaceId, siteId, locale ?? null],
  )
}

type LabelRow = { name: string; count: number }

/** Pages count with their site. */
const organised = `
  select folder, tags from knowledge_entries where workspace_id = $1
  union all select folder, tags from knowledge_documents where workspace_id = $1 and site_id is null
  union all select folder, tags from knowledge_sites where workspace_id = $1`

export const listFolders = (tx: Tx) =>
  tx.query<LabelRow>(
    `select folder as name, count(*)::integer as count from (${organised}) sources where folder <> ''
     group by folder order by folder`,
    [tx.workspaceId],
  )

export const listTags = (tx: Tx) =>
  tx.query<LabelRow>(
    `select tag as name, count(*)::integer as count from (${organised}) sources, unnest(tags) as tag
     group by tag order by tag`,
    [tx.workspaceId],
  )
