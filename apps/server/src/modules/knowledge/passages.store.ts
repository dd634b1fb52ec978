import type { Locale, SourceRank } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { SEGMENTER_VERSION } from '../../platform/text/index.ts'
import { insertGrams } from './grams.store.ts'
import type { IndexedPassage } from './index-passage.ts'
import { isInUse, passagesNotInUse } from './organisation/organisation.store.ts'
import { embedNew } from './vectors/embed-later.ts'
import { ngramModel } from './vectors/ngram-embedder.ts'
import { insertVectors } from './vectors/vectors.store.ts'

/** What a passage belongs to. */
export type PassageOwner = { entryId: string } | { documentId: string }

type PassageKey = { id: string; title: string; text: string }

/** One statement holds so many rows at most: one value for each column, as an array. */
const postingsPerStatement = 5000

/**
 * Puts these passages and all that they are found by in place of the owner's. A passage of a document that stays as it was keeps its
 * id, and that of an entry always does: links from old answers go on working.
 */
export async function replacePassages(tx: Tx, owner: PassageOwner, passages: IndexedPassage[]): Promise<void> {
  const known = await deletePassages(tx, owner)
  const withIds = passages.map((passage) => ({ ...passage, id: takeId(known, owner, passage) ?? newId() }))
  if (withIds.length === 0) return
  await tx.query(
    `insert into knowledge_passages
       (workspace_id, id, entry_id, document_id, position, title, text, locale, length, segmenter_version, topic, amounts)
     select $1, id, $2, $3, position - 1, title, text, locale, length, $4, topic, string_to_array(amounts, '|')
     from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::text[], $11::text[])
       with ordinality as p (id, title, text, locale, length, topic, amounts, position)`,
    [
      tx.workspaceId,
      'entryId' in owner ? owner.entryId : null,
      'documentId' in owner ? owner.documentId : null,
      SEGMENTER_VERSION,
      withIds.map((passage) => passage.id),
      withIds.map((passage) => passage.title),
      withIds.map((passage) => passage.text),
      withIds.map((passage) => passage.locale),
      withIds.map((passage) => passage.length),
      withIds.map((passage) => passage.topic),
      withIds.map((passage) => passage.amounts.join('|')),
    ],
  )
  await insertPostings(tx, withIds)
  await insertGrams(tx, withIds)
  await insertVectors(
    tx,
    ngramModel,
    withIds.map(({ id, vector }) => ({ passageId: id, vector })),
  )
  await embedNew(tx)
}

function takeId(known: PassageKey[], owner: PassageOwner, passage: IndexedPassage): string | undefined {
  const index = known.findIndex(
    ({ title, text }) => 'entryId' in owner || (title === passage.title && text === passage.text),
  )
  return index < 0 ? undefined : known.splice(index, 1)[0]?.id
}

async function deletePassages(tx: Tx, owner: PassageOwner): Promise<PassageKey[]> {
  return 'entryId' in owner
    ? tx.query('delete from knowledge_passages where workspace_id = $1 and entry_id = $2 returning id, title, text', [
        tx.workspaceId,
        owner.entryId,
      ])
    : tx.query(
        'delete from knowledge_passages where workspace_id = $1 and document_id = $2 returning id, title, text',
        [tx.workspaceId, owner.documentId],
      )
}

async function insertPostings(tx: Tx, passages: (IndexedPassage & { id: string })[]): Promise<void> {
  const rows = passages.flatMap(({ id, terms }) => terms.map((term) => ({ ...term, id })))
  for (let start = 0; start < rows.length; start += postingsPerStatement) {
    const part = rows.slice(start, start + postingsPerStatement)
    await tx.query(
      `insert into knowledge_postings (workspace_id, term, passage_id, in_title, in_text)
       select $1, term, passage_id, in_title, in_text
       from unnest($2::text[], $3::uuid[], $4::smallint[], $5::smallint[]) as p (term, passage_id, in_title, in_text)`,
      [
        tx.workspaceId,
        part.map(({ term }) => term),
        part.map(({ id }) => id),
        part.map(({ inTitle }) => Math.min(inTitle, 32_767)),
        part.map(({ inText }) => Math.min(inText, 32_767)),
      ],
    )
  }
}

export type PostingRow = { term: string; passageId: string; inTitle: number; inText: number }

/**
 * Postings of these terms in passages that are in use, at most so many of each: what stands everywhere decides nothing.
 */
export async function findPostings(tx: Tx, terms: string[], perTerm: number): Promise<PostingRow[]> {
  return tx.query(
    `with not_in_use as materialized (${passagesNotInUse})
     select t.term, p.passage_id as "passageId", p.in_title as "inTitle", p.in_text as "inText"
     from unnest($2::text[]) as t (term)
     cross join lateral (
       select passage_id, in_title, in_text from knowledge_postings
       where workspace_id = $1 and term = t.term collate "C" and passage_id not in (select id from not_in_use)
       order by passage_id desc
       limit $3
     ) p`,
    [tx.workspaceId, terms, perTerm],
  )
}

/** In how many passages each of these terms stands, counted up to `most`. */
export async function countPostings(tx: Tx, terms: string[], most: number): Promise<{ term: string; count: number }[]> {
  if (terms.length === 0) return []
  return tx.query(
    `select t.term, p.count
     from unnest($2::text[]) as t (term)
     cross join lateral (
       select count(*) from (
         select from knowledge_postings where workspace_id = $1 and term = t.term collate "C" limit $3
       ) found
     ) p`,
    [tx.workspaceId, terms, most],
  )
}

export type PassageRow = {
  passageId: string
  entryId: string | null
  documentId: string | null
  documentTitle: string | null
  title: string
  text: string
  locale: Locale
  length: number
  url: string | null
  siteId: string | null
  rank: SourceRank
  /** When the words of its source last changed. */
  changedAt: Date
  /** What it is about, for telling whether two answer the same question; '' when that cannot be said. */
  about: string
  /** The prices, times and the like that it states. */
  amounts: string[]
}

/** Columns of the passages (p) of the workspace $1 that are in use, and where they are from. */
export const passageColumns = `
  p.id as "passageId", p.entry_id as "entryId", p.document_id as "documentId", d.title as "documentTitle",
  p.title, p.text, p.locale, p.length, p.topic as about, p.amounts, coalesce(e.url, d.url) as url,
  d.site_id as "siteId", coalesce(e.rank, d.rank) as rank, coalesce(e.words_at, d.words_at) as "changedAt"
  from knowledge_passages p
  left join knowledge_entries e on e.workspace_id = p.workspace_id and e.id = p.entry_id
  left join knowledge_documents d on d.workspace_id = p.workspace_id and d.id = p.document_id
  where p.workspace_id = $1 and ((e.id is not null and ${isInUse('e.')}) or (d.id is not null and ${isInUse('d.')}))`

/** Those of them that are in use. */
export async function findPassages(tx: Tx, ids: string[]): Promise<PassageRow[]> {
  return tx.query(`select ${passageColumns} and p.id = any ($2::uuid[])`, [tx.workspaceId, ids])
}

export type Totals = { locale: Locale; passageCount: number; totalLength: number }

export async function readTotals(tx: Tx): Promise<Totals[]> {
  return tx.query(
    `select locale, passage_count as "passageCount", total_length as "totalLength"
     from knowledge_totals where workspace_id = $1`,
    [tx.workspaceId],
  )
}
