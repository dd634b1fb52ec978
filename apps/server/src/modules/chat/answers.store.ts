import type { Tx } from '../../platform/database/database.ts'
import type { AnswerRow } from './chat-rows.ts'

/** The answer that is being written or waits for its turn, the oldest first. */
export const findOpenAnswer = (tx: Tx, chatId: string) =>
  tx.maybeOne<AnswerRow>(
    `select id, attempt, epoch, text from answers
     where workspace_id = $1 and session_id = $2 and status in ('pending', 'running')
     order by question_seq limit 1`,
    [tx.workspaceId, chatId],
  )

/** Nobody writes these answers any more; gives what was saved of each. */
export const cancelOpenAnswers = (tx: Tx, chatId: string) =>
  tx.query<{ id: string; text: string; question_seq: number }>(
    `update answers a set status = 'cancelled', lease_owner = null, lease_until = null
     where workspace_id = $1 and session_id = $2 and status in ('pending', 'running')
     returning id, text, question_seq`,
    [tx.workspaceId, chatId],
  )

/** Nobody writes an answer to this question any more. The caller holds the chat's lock. */
export const cancelAnswersTo = (tx: Tx, chatId: string, questionSeq: number) =>
  tx.query<{ id: string }>(
    `update answers set status = 'cancelled', text = '', lease_owner = null, lease_until = null
     where workspace_id = $1 and session_id = $2 and question_seq = $3 and status in ('pending', 'running')
     returning id`,
    [tx.workspaceId, chatId, questionSeq],
  )

/** Asks for an answer to a question that had one before, or whose first was cancelled; the same person asks. */
export const insertNextAnswer = (tx: Tx, chatId: string, answer: { id: string; questionSeq: number; epoch: number }) =>
  tx.query(
    `insert into answers (workspace_id, session_id, id, question_seq, epoch, generation, source)
     select $1, $2, $3, $4, $5, coalesce(max(generation), 0) + 1, (array_agg(source order by generation))[1]
     from answers where workspace_id = $1 and session_id = $2 and question_seq = $4`,
    [tx.workspaceId, chatId, answer.id, answer.questionSeq, answer.epoch],
  )

/** What the AI said to a question stays for the record only. @returns the numbers of these messages. */
export const replaceAnswersTo = (tx: Tx, chatId: string, questionSeq: number) =>
  tx.query<{ seq: number }>(
    `update chat_messages set state = 'replaced'
     where workspace_id = $1 and session_id = $2 and question_seq = $3 and state in ('complete', 'interrupted', 'stopped')
     returning seq`,
    [tx.workspaceId, chatId, questionSeq],
  )

/** Whether a question was not taken back. */
export const isStillAsked = async (tx: Tx, chatId: string, questionSeq: number) =>
  (
    await tx.query(
      `select 1 from chat_messages
       where workspace_id = $1 and session_id = $2 and seq = $3 and author_kind = 'visitor' and state <> 'removed'`,
      [tx.workspaceId, chatId, questionSeq],
    )
  ).length > 0

/** Whether the AI is silent where this chat is: the owner's pause, an operator's lock, or the month's messages are used up. */
export const isAiPaused = async (tx: Tx, chatId: string) =>
  (
    await tx.one<{ paused: boolean }>(
      `select widget.ai_paused or workspace.ai_paused or workspace.locked_at is not null
         or coalesce(workspace.messages_used_up = date_trunc('month', now() at time zone 'UTC')::date, false) as paused
       from chat_sessions s
       join widgets widget on widget.workspace_id = s.workspace_id and widget.id = s.widget_id
       join workspaces workspace on workspace.id = s.workspace_id
       where s.workspace_id = $1 and s.id = $2`,
      [tx.workspaceId, chatId],
    )
  ).paused

/** Chats in which an answer waits or is being written. @param widgetId null for all of the workspace. */
export const chatsWithOpenAnswers = async (tx: Tx, widgetId: string | null, limit: number) =>
  (
    await tx.query<{ id: string }>(
      `select distinct s.id from answers a
       join chat_sessions s on s.workspace_id = a.workspace_id and s.id = a.session_id
       where a.workspace_id = $1 and a.status in ('pending', 'running') and ($2::uuid is null or s.widget_id = $2)
       limit $3`,
      [tx.workspaceId, widgetId, limit],
    )
  ).map(({ id }) => id)
