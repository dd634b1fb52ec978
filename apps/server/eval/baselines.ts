import { embedQuestion, findByVectors, ngramModel } from '../src/modules/knowledge/index.ts'
import type { Tx } from '../src/platform/database/database.ts'

const limit = 10

/** PostgreSQL's full text with its `simple` configuration: any of the words, ranked by PostgreSQL. */
export async function byFullText(tx: Tx, question: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select p.id
     from knowledge_passages p,
       (select replace(plainto_tsquery('simple', $2)::text, '&', '|')::tsquery as asked) q,
       to_tsvector('simple', p.title || ' ' || p.text) as words
     where p.workspace_id = $1 and words @@ asked
     order by ts_rank_cd(words, asked, 1) desc, p.id
     limit $3`,
    [tx.workspaceId, question, limit],
  )
  return rows.map(({ id }) => id)
}

/** ILIKE: the passages that hold the most of the words, those in the title twice as much worth. */
export async function byIlike(tx: Tx, question: string): Promise<string[]> {
  const words = question
    .split(/[\s?!,.'"]+/)
    .filter((word) => word.length > 1)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const rows = await tx.query<{ id: string }>(
    `select id from (
       select p.id, sum((p.title ilike word)::integer * 2 + (p.text ilike word)::integer) as hits
       from knowledge_passages p, unnest($2::text[]) as w (word)
       where p.workspace_id = $1
       group by p.id
     ) found
     where hits > 0
     order by hits desc, id
     limit $3`,
    [tx.workspaceId, words, limit],
  )
  return rows.map(({ id }) => id)
}

/** The server's own vectors and nothing else, all of them compared. */
export async function byVectors(tx: Tx, question: string): Promise<string[]> {
  const found = await findByVectors(tx, { model: ngramModel, vector: embedQuestion(question) }, 0, [])
  return found.slice(0, limit)
}
