import type { Database } from '../../platform/database/database.ts'
import { foldByRules, foldWith, type Gist, gistText } from './chat-gist.ts'
import { findGist, type StoredGist, saveGist } from './chat-gists.store.ts'
import { contextBudget, planContext } from './context-budget.ts'
import type { Question, Turn } from './responder.ts'

/** Sums turns up by a model; null when it could not in time. */
export type SumUp = (before: Gist | null, turns: readonly Turn[]) => Promise<string | null>
export type ChatContext = { summary: string | null; earlier: Turn[] }

/**
 * What a model is told of a chat so far: all of a short one; of a long one the newest turns, and the older ones in short. What
 * was summed up once is kept, and only what came since is added to it.
 */
export function createChatContext(db: Database) {
  return async function contextOf(question: Question, sumUp: SumUp | null): Promise<ChatContext> {
    const { asked, workspaceId, earlier } = question
    const fits = planContext(earlier)
    if (!asked || fits.fold.length === 0) return { summary: null, earlier: fits.keep }
    const stored = (await db.transaction(workspaceId, (tx) => findGist(tx, asked.chatId))) ?? null
    const since = earlier.filter(({ seq }) => (seq ?? 0) > (stored?.throughSeq ?? 0))
    const { keep, fold } = planContext(since)
    if (fold.length === 0) return { summary: stored && gistText(stored), earlier: keep }
    const gist = await foldNow(workspaceId, asked.chatId, stored, fold, sumUp)
    return { summary: gistText(gist), earlier: keep }
  }

  async function foldNow(
    workspaceId: string,
    chatId: string,
    stored: StoredGist | null,
    fold: Turn[],
    sumUp: SumUp | null,
  ): Promise<Gist> {
    const begunAt = new Date()
    const summary = (await sumUp?.(stored, fold)) ?? null
    const gist = summary ? foldWith(summary, stored, fold) : foldByRules(stored, fold)
    const seqs = fold.flatMap(({ seq }) => seq ?? [])
    const throughSeq = Math.max(...seqs)
    const kept = { ...gist, throughSeq, madeBy: summary ? ('model' as const) : ('rules' as const), seqs, begunAt }
    if (seqs.length > 0) await db.transaction(workspaceId, (tx) => saveGist(tx, chatId, kept))
    return gist
  }
}

/** Turns that are read for a question: more than are ever told as they are. */
export const turnsRead = contextBudget.turns + 20
