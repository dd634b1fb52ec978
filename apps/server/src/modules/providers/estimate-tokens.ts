import type { ChatTurn } from './types.ts'

/**
 * How many tokens a text is at most, nearly: models of today take about 4.5 bytes of English for one, and a Thai letter
 * has 3 bytes and is seldom more than one.
 */
export const estimateTokens = (text: string) => Math.ceil(Buffer.byteLength(text) / 3)

/** Each turn has a few tokens around it. */
export const estimateTurns = (turns: readonly ChatTurn[]) =>
  turns.reduce((sum, { content }) => sum + estimateTokens(content) + 4, 0)
