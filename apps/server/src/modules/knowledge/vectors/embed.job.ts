import type { Database } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/ids.ts'
import type { JobHandler } from '../../../platform/jobs/jobs.ts'
import { CapReached } from '../../providers/index.ts'
import { embedLater } from './embed-later.ts'
import type { Embedder } from './embedder.ts'
import type { EmbedderOf } from './embeddings.service.ts'
import { deleteVectorsBut, findUnembedded, noteProblem, type UnembeddedPassage } from './embeddings.store.ts'
import { ngramModel } from './ngram-embedder.ts'
import { insertVectors } from './vectors.store.ts'

const passagesAtOnce = 32

/**
 * Embeds the passages of a workspace that have no vector of its model yet, and forgets those of models it had before.
 * Running it again goes on where the last run ended. What fails is noted for the owner and tried again later, as is what a
 * cap does not allow now.
 */
export function createEmbed(deps: { db: Database; embedderOf: EmbedderOf }): JobHandler {
  const { db, embedderOf } = deps
  return async ({ workspaceId }, { signal }) => {
    if (!isId(workspaceId)) throw new TypeError('The job names no workspace.')
    const embedder = await embedderOf(workspaceId)
    const kept = [ngramModel, ...(embedder ? [embedder.model] : [])]
    await db.transaction(workspaceId, (tx) => deleteVectorsBut(tx, kept))
    if (!embedder) return
    try {
      while (await embedSome(db, workspaceId, embedder, signal)) signal.throwIfAborted()
      await db.transaction(workspaceId, (tx) => noteProblem(tx, null))
    } catch (error) {
      if (signal.aborted) throw error
      await db.transaction(workspaceId, async (tx) => {
        await noteProblem(tx, (error as Error).message)
        if (error instanceof CapReached) await embedLater(tx)
      })
      if (!(error instanceof CapReached)) throw error
    }
  }
}

/** @returns whether there may be more. */
async function embedSome(db: Database, workspaceId: string, embedder: Embedder, signal: AbortSignal) {
  const passages = await db.transaction(workspaceId, (tx) => findUnembedded(tx, embedder.model, passagesAtOnce))
  if (passages.length === 0) return false
  const vectors = await embedder.embed(passages.map(textOf), 'passage', signal)
  const withIds = vectors.map((vector, index) => ({ passageId: passages[index]!.id, vector }))
  await db.transaction(workspaceId, (tx) => insertVectors(tx, embedder.model, withIds))
  return true
}

const textOf = ({ title, text }: UnembeddedPassage) => `${title}\n${text}`
