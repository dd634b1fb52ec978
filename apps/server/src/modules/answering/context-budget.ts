import type { Turn } from './responder.ts'

/** For what was said before the question; passages and instructions come on top. */
export const contextBudget = { tokens: 2400, turns: 60, keptTurns: 24 } as const
/** One turn takes up no more, however long it is. */
const turnMaxTokens = 700

const wideLetters = /[\u0250-\uffff]/g

/** Tokens a text takes up in common models, estimated on the high side: scripts beyond Latin take more. */
export function estimateTokens(text: string): number {
  const wide = text.match(wideLetters)?.length ?? 0
  return Math.ceil((text.length - wide) / 3.6 + wide / 1.6)
}

/** The beginning of a text within so many tokens. */
export function clipToTokens(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text
  const share = tokens / estimateTokens(text)
  return `${text.slice(0, Math.floor(text.length * share)).replace(/[\ud800-\udbff]$/, '')}…`
}

/**
 * Splits the turns of a chat into those told as they are and those to be told in short. Nothing is folded while all fit; when
 * something has to be, half of the room is made free, so that it does not happen at each message.
 */
export function planContext(turns: readonly Turn[]): { keep: Turn[]; fold: Turn[] } {
  const clipped = turns.map((turn) => ({ ...turn, text: clipToTokens(turn.text, turnMaxTokens) }))
  const costs = clipped.map(({ text }) => estimateTokens(text) + 4)
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  if (total <= contextBudget.tokens && turns.length <= contextBudget.turns) return { keep: clipped, fold: [] }
  let kept = 0
  let spent = 0
  while (kept < turns.length && kept < contextBudget.keptTurns) {
    const cost = costs[turns.length - 1 - kept] ?? 0
    if (kept >= 2 && spent + cost > contextBudget.tokens / 2) break
    spent += cost
    kept += 1
  }
  const at = turns.length - kept
  return { keep: clipped.slice(at), fold: turns.slice(0, at) }
}
