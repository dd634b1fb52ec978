import type { Tx } from '../../platform/database/database.ts'
import { sessionEndTopic } from '../../platform/http/session-end.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { sessionsOfMembers } from './workspaces.store.ts'

/** After the commit, ends the streams of the workspace's people, not their sessions: who comes back is told why not. */
export async function endMemberStreamsIn(tx: Tx, hub: Hub): Promise<void> {
  const sessions = await sessionsOfMembers(tx)
  tx.afterCommit(() => {
    for (const { id } of sessions) hub.publish(sessionEndTopic(id), null)
  })
}
