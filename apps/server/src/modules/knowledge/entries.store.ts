import type { Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import {
  filterSql,
  filterValues,
  type OrganisationFilter,
  type OrganisationRow,
  organisationColumns,
} from './organisation/organisation.store.ts'

export type EntryRow = OrganisationRow & {
  id: string
  question: string
  answer: string
  locale: Locale
  url: string | null
  createdAt: Date
  updatedAt: Date
}

export type EntryValues = {
  question: string
  answer: string
  locale: Locale
  url: string | null
  searchText: string
}

export type ListPlace = { at: string; id: string }

const columns = `id, question, answer, locale, url, ${organisationColumns}, created_at as "createdAt",
  updated_at as "updatedAt"`

export async function insertEntry(tx: Tx, id: string, entry: EntryValues): Promise<EntryRow> {
  return tx.one(
    `insert into knowledge_entries (workspace_id, id, question, answer, locale, url, search_text)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [tx.workspaceId, id, entry.question, entry.answer, entry.locale, entry.url, entry.searchText],
  )
}

export async function findEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  return tx.maybeOne(`select ${columns} from knowledge_entries where workspace_id = $1 and id = $2`, [
    tx.workspaceId,
    id,
  ])
}

/** Locked until the transaction ends. */
export async function lockEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  return tx.maybeOne(`select ${columns} from knowledge_entries where workspace_id = $1 and id = $2 for update`, [
    tx.workspaceId,
    id,
  ])
}

export async function updateEntry(tx: Tx, id: string, entry: EntryValues): Promise<EntryRow> {
  return tx.one(
    `update knowledge_entries set question = $3, answer = $4, locale = $5, url = $6, search_text = $7
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, entry.question, entry.answer, entry.locale, entry.url, entry.searchText],
  )
}

export async function deleteEntry(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx.query('delete from knowledge_entries where workspace_id = $1 and id = $2 returning id', [
    tx.workspaceId,
    id,
  ])
  return gone.length === 1
}

export type EntryList = {
  words: string[]
  filter: OrganisationFilter & { locale?: Locale }
  after: ListPlace | null
  limit: number
}

/**
 * The newest change first.
 * @param words normalised; an entry has to contain all of them.
 */
export async function listEntries(tx: Tx, { words, filter, after, limit }: EntryList): Promise<EntryRow[]> {
  return tx.query(
    `select ${columns} from knowledge_entries
     where workspace_id = $1
       and ($2::timestamptz is null or (updated_at, id) < ($2::timestamptz, $3::uuid))
       and (select coalesce(bool_and(strpos(search_text, word) > 0), true) from unnest($4::text[]) as w (word))
       and ($6::text is null or locale = $6) ${filterSql(7)}
     order by updated_at desc, id desc
     limit $5`,
    [
      tx.workspaceId,
      after?.at ?? null,
      after?.id ?? null,
      words,
      limit,
      filter.locale ?? null,
      ...filterValues(filter),
    ],
  )
}
