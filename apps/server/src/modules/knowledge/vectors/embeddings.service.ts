import type { Embeddings, EmbeddingsChange } from '@minichat/contracts'
import { type AuditActor, changesBetween, recordAudit } from '../../../platform/audit.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Outgoing } from '../../../platform/outgoing/outgoing.ts'
import type { Place, Secrets } from '../../../platform/secrets/secrets.ts'
import type { Logger } from '../../../platform/telemetry/log.ts'
import type { Meter } from '../../providers/index.ts'
import { embedAll } from './embed-later.ts'
import type { Embedder } from './embedder.ts'
import {
  countEmbedded,
  deleteEmbedder,
  type EmbedderRow,
  findEmbedder,
  lockEmbedder,
  writeEmbedder,
} from './embeddings.store.ts'
import { ngramModel } from './ngram-embedder.ts'
import { createProviderEmbedder, modelName, type ProviderSettings } from './provider-embedder.ts'

/** The embedder of a workspace's provider; null where it has none. */
export type EmbedderOf = (workspaceId: string) => Promise<Embedder | null>

/** Where the key of a workspace's embedding model belongs. */
export const embedderKeyPlace = (workspaceId: string): Place => ({
  workspaceId,
  column: 'knowledge_embedders.api_key_sealed',
})

/** Which model embeds the knowledge of a workspace. */
export function createEmbeddings(deps: {
  db: Database
  secrets: Secrets
  outgoing: Outgoing
  meter: Meter
  log: Logger
}) {
  const { db, secrets, outgoing, meter, log } = deps

  /** A key that cannot be opened (the master key is another one now) counts as none, so that it can be entered anew. */
  function openKey(workspaceId: string, sealed: string): string | null {
    try {
      return secrets.open(sealed, embedderKeyPlace(workspaceId))
    } catch (error) {
      log.error({ err: error }, 'The key of an embedding model cannot be opened. Enter it again.')
      return null
    }
  }

  const settingsFrom = (
    workspaceId: string,
    { apiKeySealed, kind, baseUrl, model }: EmbedderRow,
  ): ProviderSettings => ({
    kind,
    baseUrl,
    model,
    apiKey: apiKeySealed === null ? null : openKey(workspaceId, apiKeySealed),
  })

  function embedderFor(workspaceId: string, settings: ProviderSettings): Embedder {
    outgoing.check(settings.baseUrl)
    return createProviderEmbedder(settings, { workspaceId, dispatcher: outgoing.dispatcher, meter })
  }

  const embedderOf: EmbedderOf = async (workspaceId) => {
    const row = await db.transaction(workspaceId, findEmbedder)
    return row ? embedderFor(workspaceId, settingsFrom(workspaceId, row)) : null
  }

  const read = (workspaceId: string): Promise<Embeddings> => db.transaction(workspaceId, present)

  /** @throws AppError ADDRESS_NOT_ALLOWED, RESPONDER_FAILED with the reason why the model does not embed. */
  async function change(actor: AuditActor, workspaceId: string, wanted: EmbeddingsChange): Promise<Embeddings> {
    const before = await db.transaction(workspaceId, findEmbedder)
    const settings = settingsOf(workspaceId, wanted, before)
    if (settings) await tryOut(embedderFor(workspaceId, settings))
    return db.transaction(workspaceId, async (tx) => {
      const row = await lockEmbedder(tx)
      if (settings) {
        const { apiKey, ...rest } = settings
        const apiKeySealed = apiKey === null ? null : secrets.seal(apiKey, embedderKeyPlace(workspaceId))
        await writeEmbedder(tx, { ...rest, apiKeySealed })
      } else await deleteEmbedder(tx)
      await embedAll(tx)
      const changes = changesBetween(auditable(row), auditable(await findEmbedder(tx)))
      if (changes) await recordAudit(tx, { actor, action: 'knowledge.embeddings_changed', ...changes })
      return present(tx)
    })
  }

  function settingsOf(
    workspaceId: string,
    { kind, baseUrl, model, apiKey }: EmbeddingsChange,
    before: EmbedderRow | undefined,
  ): ProviderSettings | null {
    if (kind === 'builtin' || !baseUrl || !model) return null
    return {
      kind,
      baseUrl,
      model,
      apiKey: apiKey === undefined ? keptKey(workspaceId, baseUrl, before) : apiKey || null,
    }
  }

  /** A stored key goes to the server it was entered for and to no other. */
  function keptKey(workspaceId: string, baseUrl: string, before: EmbedderRow | undefined): string | null {
    if (!before || new URL(before.baseUrl).origin !== new URL(baseUrl).origin) return null
    return settingsFrom(workspaceId, before).apiKey
  }

  return { embedderOf, read, change }
}

async function tryOut(embedder: Embedder): Promise<void> {
  await embedder.embed(['hello'], 'passage', new AbortController().signal).catch((error: unknown) => {
    throw new AppError('RESPONDER_FAILED', { message: (error as Error).message, cause: error })
  })
}

async function present(tx: Tx): Promise<Embeddings> {
  const row = await findEmbedder(tx)
  const counts = await countEmbedded(tx, row ? modelName({ ...row, apiKey: null }) : ngramModel)
  if (!row) return { kind: 'builtin', baseUrl: '', model: ngramModel, hasApiKey: false, problem: null, ...counts }
  const { kind, baseUrl, model, problem } = row
  return { kind, baseUrl, model, problem, hasApiKey: row.apiKeySealed !== null, ...counts }
}

/** What of it the audit log shows: the key only by whether there is one. */
const auditable = (row: EmbedderRow | undefined) =>
  row
    ? { kind: row.kind, baseUrl: row.baseUrl, model: row.model, hasApiKey: row.apiKeySealed !== null }
    : { kind: 'builtin', baseUrl: '', model: ngramModel, hasApiKey: false }
