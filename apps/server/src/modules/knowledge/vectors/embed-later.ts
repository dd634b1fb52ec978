import type { Tx } from '../../../platform/database/database.ts'
import { jobs } from '../../../platform/jobs/jobs.ts'
import { findEmbedder } from './embeddings.store.ts'

export const embedJob = 'knowledge.embed'
const laterMs = 3600_000

/** Brings the vectors of the transaction's workspace in line with its embedder, once the transaction is through. */
export const embedAll = (tx: Tx): Promise<void> =>
  jobs.enqueue(tx, embedJob, { workspaceId: tx.workspaceId }, { key: `embed:${tx.workspaceId}` })

/** The same after a while: what is spent counts anew by then, or a cap was changed. */
export const embedLater = (tx: Tx): Promise<void> =>
  jobs.enqueue(
    tx,
    embedJob,
    { workspaceId: tx.workspaceId },
    { key: `embed:${tx.workspaceId}`, runAt: new Date(Date.now() + laterMs) },
  )

/** The same where passages are new: without a provider there is nothing to be done. */
export async function embedNew(tx: Tx): Promise<void> {
  if (await findEmbedder(tx)) await embedAll(tx)
}
