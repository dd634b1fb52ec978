import type { Locale, RatingReason, ReviewQuestion, ReviewStatus } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type AnswerPlace = { chatId: string; seq: number }

/** An answer with its question, and what there is to say about it. */
export type JudgedAnswer = AnswerPlace & {
  kind: ReviewQuestion['kind'] | null
  questionSeq: number
  question: string
  askedAt: Date
  isQueued: boolean
}

/**
 * Answers of the AI among these messages, and those to a question among them. `kind` is null for what is fine: answered and
 * not rated down, in whose place another stands, or whose question has no text any more.
 */
export const readJudged = (tx: Tx, places: readonly AnswerPlace[]) =>
  tx.query<JudgedAnswer>(
    `with told as (select * from unnest($2::uuid[], $3::integer[]) as u (chat, seq))
     select m.session_id as "chatId", m.seq, m.question_seq as "questionSeq", q.body as question,
       q.created_at as "askedAt", r.answer_seq is not null as "isQueued",
       case
         when q.body = '' or m.state in ('removed', 'replaced') then null
         when m.rating = 'down' then 'down'
         when m.rating is null and m.state = 'complete' and m.citations = '[]' and a.responder <> 'rule'
           and (m.offers_person or a.status = 'failed') then 'unanswered'
       end as kind
     from (
       select chat, seq from told
       union
       select told.chat, m.seq from told
       join answers a on a.workspace_id = $1 and a.session_id = told.chat and a.question_seq = told.seq
       join chat_messages m on m.workspace_id = $1 and m.answer_id = a.id
     ) p
     join chat_messages m on m.workspace_id = $1 and m.session_id = p.chat and m.seq = p.seq and m.author_kind = 'ai'
     join chat_messages q on q.workspace_id = $1 and q.session_id = p.chat and q.seq = m.question_seq
     left join answers a on a.workspace_id = $1 and a.id = m.answer_id
     left join review_questions r on r.workspace_id = $1 and r.session_id = p.chat and r.answer_seq = m.seq
     order by q.created_at, m.seq`,
    [tx.workspaceId, places.map(({ chatId }) => chatId), places.map(({ seq }) => seq)],
  )

/** Of chats that were erased. */
export const dequeueEmptied = (tx: Tx, chatIds: readonly string[]) =>
  tx.query(
    `delete from review_questions r using chat_messages q
     where r.workspace_id = $1 and r.session_id = any ($2::uuid[])
       and q.workspace_id = $1 and q.session_id = r.session_id and q.seq = r.question_seq and q.body = ''`,
    [tx.workspaceId, chatIds],
  )

export const dequeue = (tx: Tx, { chatId, seq }: AnswerPlace) =>
  tx.query('delete from review_questions where workspace_id = $1 and session_id = $2 and answer_seq = $3', [
    tx.workspaceId,
    chatId,
    seq,
  ])

export const changeKind = (tx: Tx, { chatId, seq, kind }: JudgedAnswer) =>
  tx.query(
    `update review_questions set kind = $4
     where workspace_id = $1 and session_id = $2 and answer_seq = $3 and kind <> $4`,
    [tx.workspaceId, chatId, seq, kind],
  )

export const enqueue = (tx: Tx, groupId: string, { chatId, seq, questionSeq, kind, askedAt }: JudgedAnswer) =>
  tx.query(
    `insert into review_questions (workspace_id, session_id, answer_seq, question_seq, group_id, kind, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [tx.workspaceId, chatId, seq, questionSeq, groupId, kind, askedAt],
  )

type GroupFeatures = { id: string; terms: number[] }

/** Groups that a question may belong to: what is resolved is over, and who asks it again asks anew. */
export const groupsToCompare = (tx: Tx, locale: Locale, limit: number) =>
  tx.query<GroupFeatures>(
    `select id, terms from (
       (select id, terms, asked_at from review_groups where workspace_id = $1 and status = 'open' and locale = $2
        order by asked_at desc, id desc limit $3)
       union all
       (select id, terms, asked_at from review_groups where workspace_id = $1 and status = 'dismissed' and locale = $2
        order by asked_at desc, id desc limit $3)
     ) g`,
    [tx.workspaceId, locale, limit],
  )

export const insertGroup = (tx: Tx, group: GroupFeatures & { locale: Locale; askedAt: Date }) =>
  tx.query('insert into review_groups (workspace_id, id, locale, terms, asked_at) values ($1, $2, $3, $4, $5)', [
    tx.workspaceId,
    group.id,
    group.locale,
    group.terms,
    group.askedAt,
  ])

export type GroupRow = {
  id: string
  status: ReviewStatus
  locale: Locale
  unansweredCount: number
  downCount: number
  askedAt: Date
  entryId: string | null
  settledBy: string | null
  settledAt: Date | null
  questions: {
    chatId: string
    question: string
    messageId: string
    seq: number
    excerpt: string
    kind: ReviewQuestion['kind']
    reason: RatingReason | null
    askedAt: string
  }[]
}

const questionsShown = 5
const excerptLength = 300

const groupQuery = (from: string) => `
  select g.id, g.status, g.locale, g.unanswered_count as "unansweredCount", g.down_count as "downCount",
    g.asked_at as "askedAt", g.entry_id as "entryId", u.name as "settledBy", g.settled_at as "settledAt",
    array(
      select json_build_object('chatId', r.session_id, 'question', q.body, 'messageId', m.id, 'seq', m.seq,
        'excerpt', left(m.body, ${excerptLength}), 'kind', r.kind, 'reason', m.rating_reason, 'askedAt', r.asked_at)
      from review_questions r
      join chat_messages q on q.workspace_id = $1 and q.session_id = r.session_id and q.seq = r.question_seq
      join chat_messages m on m.workspace_id = $1 and m.session_id = r.session_id and m.seq = r.answer_seq
      where r.workspace_id = $1 and r.group_id = g.id and q.body <> ''
      order by r.asked_at desc limit ${questionsShown}
    ) as questions
  from ${from} g left join users u on u.id = g.settled_by`

export const listGroups = (
  tx: Tx,
  { status, before, limit }: { status: ReviewStatus; before: { at: string; id: string } | null; limit: number },
) =>
  tx.query<GroupRow>(
    `${groupQuery(`(
       select * from review_groups where workspace_id = $1 and status = $2
         ${before ? 'and (asked_at, id) < ($4::timestamptz, $5::uuid)' : ''}
       order by asked_at desc, id desc limit $3)`)}
     order by g.asked_at desc, g.id desc`,
    [tx.workspaceId, status, limit, ...(before ? [before.at, before.id] : [])],
  )

export const findGroup = (tx: Tx, id: string) =>
  tx.maybeOne<GroupRow>(`${groupQuery('review_groups')} where g.workspace_id = $1 and g.id = $2`, [tx.workspaceId, id])

/** @returns whether there is such a group. */
export const settleGroup = async (
  tx: Tx,
  id: string,
  to: { status: ReviewStatus; entryId: string | null; userId: string | null },
) =>
  (
    await tx.query(
      `update review_groups set status = $3, entry_id = $4, settled_by = $5,
         settled_at = case when $3 = 'open' then null else now() end
       where workspace_id = $1 and id = $2 returning id`,
      [tx.workspaceId, id, to.status, to.entryId, to.status === 'open' ? null : to.userId],
    )
  ).length > 0
