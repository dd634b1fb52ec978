import type { Database } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { type Asked, CapReached } from '../providers/index.ts'
import { textOfQuestion } from './question-units.ts'
import { type RetrievedPassage, type RetrieveOptions, retrieve } from './retrieval.ts'
import type { Embedder } from './vectors/embedder.ts'
import type { EmbedderOf } from './vectors/embeddings.service.ts'
import type { QuestionVector } from './vectors/find-by-vectors.ts'

/**
 * Puts passages in a better order by a model.
 * @returns their indexes, the best first; what is left out comes after. null: no better order is known.
 */
export type Rerank = (
  question: string,
  passages: readonly RetrievedPassage[],
  signal: AbortSignal,
) => Promise<readonly number[] | null>

export type SearchDeps = {
  db: Database
  log: Pick<Logger, 'warn'>
  embedderOf: EmbedderOf
  /** For tests. */
  limits?: { embedMs: number; rerankMs: number }
}

/** The visitor waits: what a provider does not give by then is done without. */
const defaultLimits = { embedMs: 1500, rerankMs: 2500 }
/** A model that did not embed a question is left out for so long, so that not each visitor waits for it. */
const restMs = 30_000
/** A model that orders gets more to choose from. */
const rerankedOf = 16

export type SearchOptions = Omit<RetrieveOptions, 'vector'> & {
  /** Whose caps count for what the search costs. */
  asked?: Asked | null
  /** Left out or null: the order is that of retrieval. */
  rerank?: Rerank | null
}

export type Search = (workspaceId: string, question: string, options?: SearchOptions) => Promise<RetrievedPassage[]>

/** Retrieval with what providers add to it, outside of any transaction: neither ever keeps an answer from being found. */
export function createSearch(deps: SearchDeps): Search {
  const { db, log, embedderOf, limits = defaultLimits } = deps
  const restsUntil = new Map<string, number>()

  async function embedded(
    workspaceId: string,
    embedder: Embedder,
    question: string,
    asked: Asked | null,
  ): Promise<QuestionVector | null> {
    const { model } = embedder
    const name = `${workspaceId} ${model}`
    if (performance.now() < (restsUntil.get(name) ?? 0)) return null
    try {
      const [vector] = await embedder.embed([question], 'question', AbortSignal.timeout(limits.embedMs), asked)
      restsUntil.delete(name)
      return vector ? { model, vector } : null
    } catch (error) {
      if (!(error instanceof CapReached)) restsUntil.set(name, performance.now() + restMs)
      throw error
    }
  }

  async function vectorOf(workspaceId: string, question: string, asked: Asked | null): Promise<QuestionVector | null> {
    try {
      const embedder = await embedderOf(workspaceId)
      return embedder && (await embedded(workspaceId, embedder, question, asked))
    } catch (error) {
      log.warn({ err: error, workspaceId }, 'A question was not embedded by the provider; it is searched without.')
      return null
    }
  }

  async function inBetterOrder(workspaceId: string, text: string, passages: RetrievedPassage[], ask: Rerank) {
    try {
      const order = await withinTime(limits.rerankMs, (signal) => ask(text, passages, signal))
      return order ? reordered(passages, order) : passages
    } catch (error) {
      log.warn({ err: error, workspaceId }, 'Passages were not put in order by a model; they stay as they were found.')
      return passages
    }
  }

  return async (workspaceId, question, options = {}) => {
    const { limit = 8, asked = null, rerank = null, ...how } = options
    const text = textOfQuestion(question, options.earlier)
    const vector = await vectorOf(workspaceId, text, asked)
    const most = rerank ? Math.max(limit, rerankedOf) : limit
    const found = await db.transaction(workspaceId, (tx) => retrieve(tx, question, { ...how, vector, limit: most }))
    const ordered = rerank && found.length > 1 ? await inBetterOrder(workspaceId, text, found, rerank) : found
    return ordered.slice(0, limit)
  }
}

/** Does not wait for who does not heed the signal. */
async function withinTime<Result>(timeoutMs: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  return Promise.race([work(signal), late])
}

/** Indexes that a model made up, or named twice, are passed over. */
function reordered(passages: RetrievedPassage[], order: readonly number[]): RetrievedPassage[] {
  const named = [...new Set(order)].flatMap((index) => passages[index] ?? [])
  return [...named, ...passages.filter((passage) => !named.includes(passage))]
}
