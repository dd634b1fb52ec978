import type { Database, Tx } from '../../platform/database/database.ts'

/** An answer that this process has leased. */
export type ClaimedAnswer = {
  workspace_id: string
  id: string
  session_id: string
  question_seq: number
  epoch: number
  attempt: number
}

/** Only for a process that has the database to itself: whoever wrote before is gone. */
export const freeAnswers = (db: Database) => db.query('select free_answers()')

export const claimAnswers = (
  db: Database,
  owner: string,
  { leaseMs, limit, perSource }: { leaseMs: number; limit: number; perSource: number },
) => db.query<ClaimedAnswer>('select * from claim_answers($1, $2, $3, $4)', [owner, leaseMs, limit, perSource])

/** Whether we still have the lease that we claimed. */
export const isOurs = async (tx: Tx, answer: ClaimedAnswer, owner: string) =>
  (
    await tx.query(
      `select 1 from answers
       where workspace_id = $1 and id = $2 and status = 'running' and lease_owner = $3 and attempt = $4`,
      [answer.workspace_id, answer.id, owner, answer.attempt],
    )
  ).length > 0

/** Saves what has been shown and renews the lease. @returns false when the answer is no longer ours. */
export async function saveProgress(
  tx: Tx,
  answer: ClaimedAnswer,
  owner: string,
  leaseMs: number,
  { text, isWaiting }: { text: string; isWaiting: boolean },
): Promise<boolean> {
  const rows = await tx.query(
    `update answers set text = $5, is_waiting = $7, lease_until = clock_timestamp() + $6 * interval '1 millisecond'
     where workspace_id = $1 and id = $2 and status = 'running' and lease_owner = $3 and attempt = $4
     returning id`,
    [answer.workspace_id, answer.id, owner, answer.attempt, text, leaseMs, isWaiting],
  )
  return rows.length === 1
}

/** Gives an answer back at once, for another worker to take: this one stops. */
export const releaseAnswer = (tx: Tx, answer: ClaimedAnswer, owner: string) =>
  tx.query(
    `update answers set status = 'pending', lease_owner = null, lease_until = null
     where workspace_id = $1 and id = $2 and status = 'running' and lease_owner = $3 and attempt = $4`,
    [answer.workspace_id, answer.id, owner, answer.attempt],
  )

export type QuestionRow = {
  id: string
  seq: number
  author_kind: 'visitor' | 'ai' | 'member'
  body: string
  visitor_id: string
}

/**
 * The question and the turns before it, oldest first: what was said since the AI got the chat (last), without what was
 * taken back, the answers to it, and answers that were replaced.
 */
export const readQuestion = async (tx: Tx, chatId: string, questionSeq: number, turns: number) =>
  (
    await tx.query<QuestionRow>(
      `select m.id, m.seq, m.author_kind, m.body, s.visitor_id
       from chat_messages m join chat_sessions s on s.workspace_id = m.workspace_id and s.id = m.session_id
       left join chat_messages q
         on q.workspace_id = m.workspace_id and q.session_id = m.session_id and q.seq = m.question_seq
       where m.workspace_id = $1 and m.session_id = $2 and m.seq <= $3 and m.seq > s.context_seq
         and m.state not in ('removed', 'replaced') and q.state is distinct from 'removed'
       order by m.seq desc limit $4`,
      [tx.workspaceId, chatId, questionSeq, turns + 1],
    )
  ).reverse()
