import type { KnowledgeEntry, ReviewGroup } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { NewEntry } from '../knowledge/index.ts'
import { findGroup, type GroupRow, settleGroup } from './review.store.ts'

/** An answer as it would be given now. */
type TriedAnswer = { text: string; citations: { number: number; title: string }[]; responder: string | null }

export type ReviewDeps = {
  db: Database
  /** Adds an entry that is found from this transaction on. @throws AppError QUOTA_REACHED. */
  addEntry: (actor: MemberActor, tx: Tx, entry: NewEntry) => Promise<KnowledgeEntry>
  tryOut: (workspaceId: string, question: string, signal: AbortSignal) => Promise<TriedAnswer>
}

export const presentGroup = (row: GroupRow): ReviewGroup => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  settledAt: row.settledAt?.toISOString() ?? null,
  questions: row.questions.map(({ messageId, seq, excerpt, askedAt, ...question }) => ({
    ...question,
    answer: { messageId, seq, excerpt },
    askedAt: new Date(askedAt).toISOString(),
  })),
})

/** What members do with questions that had no good answer. */
export function createReview({ db, addEntry, tryOut }: ReviewDeps) {
  /** @throws AppError NOT_FOUND. */
  async function read(tx: Tx, groupId: string): Promise<GroupRow> {
    const row = await findGroup(tx, groupId)
    if (!row) throw new AppError('NOT_FOUND')
    return row
  }

  const noteIn = (tx: Tx, actor: MemberActor, action: string, groupId: string) =>
    recordAudit(tx, { actor, action, target: { kind: 'review_group', id: groupId } })

  return {
    answer: (actor: MemberActor, groupId: string, { question, answer }: { question: string; answer: string }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        const { locale } = await read(tx, groupId)
        const entry = await addEntry(actor, tx, { question, answer, locale, url: null })
        await settleGroup(tx, groupId, { status: 'resolved', entryId: entry.id, userId: actor.userId })
        await noteIn(tx, actor, 'review.answered', groupId)
        return { group: presentGroup(await read(tx, groupId)), entry }
      }),

    settle: (actor: MemberActor, groupId: string, status: 'open' | 'dismissed'): Promise<ReviewGroup> =>
      db.transaction(actor.workspaceId, async (tx) => {
        const before = await read(tx, groupId)
        if (before.status === status) return presentGroup(before)
        await settleGroup(tx, groupId, { status, entryId: before.entryId, userId: actor.userId })
        await noteIn(tx, actor, status === 'open' ? 'review.reopened' : 'review.dismissed', groupId)
        return presentGroup(await read(tx, groupId))
      }),

    /** Outside of any transaction: a model may take its time. */
    async ask({ workspaceId }: MemberActor, groupId: string, signal: AbortSignal) {
      const { questions } = await db.transaction(workspaceId, (tx) => read(tx, groupId))
      const question = questions[0]?.question
      if (question === undefined) throw new AppError('NOT_FOUND')
      const { text, citations, responder } = await tryOut(workspaceId, question, signal)
      return { question, text, sources: citations.map(({ number, title }) => ({ number, title })), responder }
    },
  }
}
