import type { Tx } from '../../platform/database/database.ts'
import { passagesNotInUse } from './organisation/organisation.store.ts'
import type { PassageGram } from './passage-grams.ts'

const rowsPerStatement = 5000

export async function insertGrams(tx: Tx, passages: readonly { id: string; grams: PassageGram[] }[]): Promise<void> {
  const rows = passages.flatMap(({ id, grams }) => grams.map((gram) => ({ ...gram, id })))
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const part = rows.slice(start, start + rowsPerStatement)
    await tx.query(
      `insert into knowledge_grams (workspace_id, gram, passage_id, in_title)
       select $1, gram, passage_id, in_title
       from unnest($2::integer[], $3::uuid[], $4::boolean[]) as g (gram, passage_id, in_title)`,
      [tx.workspaceId, part.map(({ gram }) => gram), part.map(({ id }) => id), part.map(({ inTitle }) => inTitle)],
    )
  }
}

/** From so many passages on a piece of a word says nothing, and reading on would cost for nothing. */
const saysNothingFrom = 1000
/** The question of an entry, or the headings, say more than the text below. */
const titleFactor = 2

/**
 * A passage has to share a fifth of a question's pieces, and no more than three: with fewer it has nothing in common with
 * it but chance. Of the labelled set's questions to tune on, two thirds of what shares a piece and answers nothing falls
 * away, and 2 of 107 answers.
 */
const fewestShared = (gramCount: number) => Math.min(3, Math.ceil(gramCount / 5))

/** The passages that share the most and the rarest pieces of words, the best first. */
export async function findByGrams(tx: Tx, grams: readonly number[], passageCount: number, most: number) {
  const rows = await tx.query<{ passageId: string }>(
    `with not_in_use as materialized (${passagesNotInUse}), hits as (
       select p.passage_id, p.in_title, count(*) over (partition by g.gram) as passages
       from unnest($2::integer[]) as g (gram)
       cross join lateral (
         select passage_id, in_title from knowledge_grams where workspace_id = $1 and gram = g.gram and passage_id not in (select id from not_in_use) limit $3
       ) p
     )
     select passage_id as "passageId" from hits
     where passages < $3
     group by passage_id
     having count(*) >= $7
     order by sum(ln(1 + $4::float8 / passages) * case when in_title then $6::float8 else 1 end) desc, passage_id
     limit $5`,
    [tx.workspaceId, grams, saysNothingFrom, Math.max(1, passageCount), most, titleFactor, fewestShared(grams.length)],
  )
  return rows.map(({ passageId }) => passageId)
}
