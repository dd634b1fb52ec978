import type { Tx } from '../../../platform/database/database.ts'
import { type PassageRow, passageColumns } from '../passages.store.ts'

/** Where a heading stands in more passages than this, it is a form that pages share and no question. */
const mostOfTopic = 12
const mostTopics = 300

/** Passages in use whose topic others have too, with other amounts. */
export async function listSharedTopics(tx: Tx): Promise<PassageRow[]> {
  return tx.query(
    `with shared as (
       select locale, topic from knowledge_passages
       where workspace_id = $1 and topic <> '' and amounts <> '{}'
       group by locale, topic
       having count(*) between 2 and ${mostOfTopic} and count(distinct amounts) > 1
       order by topic limit ${mostTopics}
     )
     select ${passageColumns}
       and p.amounts <> '{}' and (p.locale, p.topic) in (select locale, topic from shared)
     order by p.topic, p.id`,
    [tx.workspaceId],
  )
}
