import type { KnowledgeConflict } from '@minichat/contracts'
import type { Tx } from '../../../platform/database/database.ts'
import type { PassageRow } from '../passages.store.ts'
import { contradiction } from './amounts.ts'
import { listSharedTopics } from './conflicts.store.ts'
import { outranks } from './prefer-sources.ts'

const mostShown = 100

type Side = KnowledgeConflict['sides'][number]

/** Sources in use that state other amounts on one topic, the topics in order. See `amounts.ts` for the rule. */
export async function findConflicts(tx: Tx): Promise<KnowledgeConflict[]> {
  const rows = await listSharedTopics(tx)
  const byTopic = Map.groupBy(rows, ({ locale, about }) => `${locale} ${about}`)
  return [...byTopic.values()].flatMap(conflictsOf).slice(0, mostShown)
}

function conflictsOf(rows: PassageRow[]): KnowledgeConflict[] {
  return rows.flatMap((ours, index) =>
    rows.slice(index + 1).flatMap((theirs): KnowledgeConflict[] => {
      if (sourceOf(ours) === sourceOf(theirs)) return []
      const found = contradiction(ours.amounts, theirs.amounts)
      if (!found) return []
      const isOurs = outranks(ours, theirs)
      const sides = [present(ours, found.ours, isOurs), present(theirs, found.theirs, !isOurs)]
      return [{ topic: ours.title, locale: ours.locale, sides }]
    }),
  )
}

const sourceOf = ({ entryId, documentId }: PassageRow) => entryId ?? documentId

const present = ({ changedAt, ...row }: PassageRow, amounts: string[], wins: boolean): Side => ({
  passageId: row.passageId,
  entryId: row.entryId,
  documentId: row.documentId,
  siteId: row.siteId,
  title:
    row.documentTitle === null || row.documentTitle === row.title ? row.title : `${row.documentTitle} › ${row.title}`,
  text: row.text,
  amounts,
  url: row.url,
  rank: row.rank,
  changedAt: changedAt.toISOString(),
  wins,
})
