import type { ChatSummary } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { ChatCore } from './chat-core.ts'

const labelsOf = async (tx: Tx, chatId: string) =>
  (
    await tx.query<{ label_id: string }>(
      'select label_id from chat_labels where workspace_id = $1 and session_id = $2 order by label_id',
      [tx.workspaceId, chatId],
    )
  ).map(({ label_id }) => label_id)

/** Of these, the ones that there are. The lock keeps them until the commit. */
const knownAmong = async (tx: Tx, labelIds: string[]) =>
  (
    await tx.query<{ id: string }>(
      'select id from labels where workspace_id = $1 and id = any ($2::uuid[]) order by id for key share',
      [tx.workspaceId, labelIds],
    )
  ).map(({ id }) => id)

async function writeLabels(tx: Tx, chatId: string, labelIds: string[]): Promise<void> {
  const values = [tx.workspaceId, chatId, labelIds]
  await tx.query(
    'delete from chat_labels where workspace_id = $1 and session_id = $2 and label_id <> all ($3::uuid[])',
    values,
  )
  await tx.query(
    `insert into chat_labels (workspace_id, session_id, label_id) select $1, $2, l from unnest($3::uuid[]) l
     on conflict do nothing`,
    values,
  )
}

/** What a chat is about, in the workspace's own words. */
export function createLabelling({ withLock, recordAside, summaryOf }: ChatCore, nowMs: () => number) {
  return {
    /** Labels that are gone are left out. */
    setLabels(member: MemberActor, chatId: string, labelIds: string[]): Promise<ChatSummary> {
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.erased_at) throw new AppError('CHAT_ERASED')
        const wanted = await knownAmong(tx, labelIds)
        const before = await labelsOf(tx, chatId)
        if (wanted.join() !== before.join()) {
          await writeLabels(tx, chatId, wanted)
          const at = new Date(nowMs()).toISOString()
          await recordAside(tx, chatId, 'chat.labelled', { at, byId: member.userId, labelIds: wanted })
        }
        return summaryOf(tx, chatId)
      })
    },
  }
}

export type Labelling = ReturnType<typeof createLabelling>
