import {
  type AiProvider,
  type AiProviderChange,
  type AiProviderDraft,
  type AiSettings,
  limits,
  type N8nSettings,
  type NewAiProvider,
} from '@minichat/contracts'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { forgetFailures, type HealthRow } from './health.store.ts'
import { emptyModel } from './model-rows.ts'
import { keyPlace } from './provider-keys.ts'
import { auditable, changed, newRow, present, targetOf, typedKeyOf } from './provider-rows.ts'
import { baseUrlOf } from './provider-settings.ts'
import type { ProviderRow, WorkflowRow } from './providers.store.ts'
import * as store from './providers.store.ts'
import { changedWorkflow, newWorkflow } from './workflow-rows.ts'

/** What stands in the chain of a workspace, and how its AI speaks. */
export function createProvidersService(deps: {
  db: Database
  secrets: Secrets
  outgoing: Outgoing
  nowMs: () => number
}) {
  const { db, secrets, outgoing, nowMs } = deps

  const listIn = async (tx: Tx) => (await store.listProviders(tx)).map((row) => present(row, nowMs()))

  const readIn = async (tx: Tx, id: string): Promise<AiProvider> =>
    (await listIn(tx)).find((one) => one.id === id) as AiProvider

  async function find(tx: Tx, id: string): Promise<ProviderRow & HealthRow> {
    const row = (await store.listProviders(tx)).find((one) => one.id === id)
    if (!row) throw new AppError('NOT_FOUND')
    return row
  }

  /** One after the other, so that what is compared is what is changed. */
  const change = <T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    db.transaction(workspaceId, async (tx) => {
      await store.lockChain(tx)
      return work(tx)
    })

  /** @throws AppError VALIDATION_ERROR, ADDRESS_NOT_ALLOWED. */
  function checkAddress(row: ProviderRow): void {
    if (row.kind === 'n8n') return void outgoing.check(row.settings.url)
    const baseUrl = baseUrlOf({ kind: row.kind, baseUrl: row.base_url })
    if (baseUrl === '') throw missing('baseUrl', 'Enter the address of the endpoint.')
    outgoing.check(baseUrl)
  }

  const seal = (workspaceId: string, id: string, apiKey: string | null | undefined) =>
    apiKey ? secrets.seal(apiKey, keyPlace(workspaceId, id)) : null

  return {
    list: (workspaceId: string) => db.transaction(workspaceId, listIn),

    create: (actor: MemberActor, wanted: NewAiProvider) =>
      change(actor.workspaceId, async (tx) => {
        if ((await store.listProviders(tx)).length >= limits.aiProvidersMax) {
          throw new AppError('VALIDATION_ERROR', { message: `There are ${limits.aiProvidersMax} providers already.` })
        }
        const id = newId()
        const row = newRow(id, wanted)
        checkAddress(row)
        row.api_key_sealed = seal(actor.workspaceId, id, typedKeyOf(row.kind, wanted))
        await store.insertProvider(tx, row)
        const made = await readIn(tx, id)
        await recordAudit(tx, { actor, action: 'ai.provider_added', target: targetOf(made), after: auditable(made) })
        return made
      }),

    /** @throws AppError NOT_FOUND; so do the others. */
    update: (actor: MemberActor, id: string, wanted: AiProviderChange) =>
      change(actor.workspaceId, async (tx) => {
        const before = await find(tx, id)
        const row = changed(before, wanted)
        if (wanted.baseUrl !== undefined || wanted.settings !== undefined) checkAddress(row)
        const typedKey = typedKeyOf(row.kind, wanted)
        if (typedKey !== undefined) row.api_key_sealed = seal(actor.workspaceId, id, typedKey)
        await store.updateProvider(tx, row)
        // What it failed with may be mended now.
        await forgetFailures(tx, id)
        const after = await readIn(tx, id)
        const difference = changesBetween(auditable(present(before, nowMs())), auditable(after))
        const isNewKey = row.api_key_sealed !== before.api_key_sealed
        if (difference || isNewKey) {
          await recordAudit(tx, {
            actor,
            action: 'ai.provider_changed',
            target: targetOf(after),
            before: difference?.before ?? {},
            after: {
              ...difference?.after,
              ...(isNewKey && row.api_key_sealed ? { [keyNameOf(row)]: 'replaced' } : {}),
            },
          })
        }
        return after
      }),

    remove: (actor: MemberActor, id: string) =>
      change(actor.workspaceId, async (tx) => {
        const gone = present(await find(tx, id), nowMs())
        await store.deleteProvider(tx, id)
        await recordAudit(tx, { actor, action: 'ai.provider_removed', target: targetOf(gone), before: auditable(gone) })
      }),

    order: (actor: MemberActor, ids: string[]) =>
      change(actor.workspaceId, async (tx) => {
        const before = await listIn(tx)
        const wanted = [...new Set(ids)].filter((id) => before.some((one) => one.id === id))
        const rest = before.map(({ id }) => id).filter((id) => !wanted.includes(id))
        await store.writeOrder(tx, [...wanted, ...rest])
        const after = await listIn(tx)
        const names = (list: AiProvider[]) => ({ order: list.map(({ name }) => name) })
        const difference = changesBetween(names(before), names(after))
        if (difference) await recordAudit(tx, { actor, action: 'ai.providers_ordered', ...difference })
        return after
      }),

    /** A provider as a form has it, without storing it: its row, and its key where one was typed. */
    async draft(workspaceId: string, given: AiProviderDraft): Promise<{ row: ProviderRow; typedKey: string | null }> {
      const { providerId } = given
      const before = providerId ? await db.transaction(workspaceId, (tx) => find(tx, providerId)) : unstored(given)
      const row = changed(before, given)
      checkAddress(row)
      return { row, typedKey: typedKeyOf(row.kind, given) || null }
    },

    /** A stored workflow as a form has it; its secret only where it belongs to these settings. @throws AppError NOT_FOUND. */
    async workflowWith(workspaceId: string, id: string, settings: N8nSettings): Promise<WorkflowRow> {
      const stored = await db.transaction(workspaceId, (tx) => find(tx, id))
      if (stored.kind !== 'n8n') throw new AppError('NOT_FOUND')
      return changedWorkflow(stored, { settings })
    },

    settings: (workspaceId: string) => db.transaction(workspaceId, store.readSettings),

    changeSettings: (actor: MemberActor, wanted: Partial<AiSettings>) =>
      change(actor.workspaceId, async (tx) => {
        const before = await store.readSettings(tx)
        const after = {
          instructions: wanted.instructions ?? before.instructions,
          tone: wanted.tone ?? before.tone,
          strictness: wanted.strictness ?? before.strictness,
          reranks: wanted.reranks ?? before.reranks,
          moderates: wanted.moderates ?? before.moderates,
        }
        await store.writeSettings(tx, after)
        const difference = changesBetween(before, after)
        if (difference) await recordAudit(tx, { actor, action: 'ai.settings_changed', ...difference })
        return after
      }),
  }
}

const keyNameOf = ({ kind }: ProviderRow) => (kind === 'n8n' ? 'secret' : 'apiKey')

/** What a draft of something new begins with. @throws AppError VALIDATION_ERROR. */
function unstored({ kind, settings }: AiProviderDraft): ProviderRow {
  if (!kind) throw missing('provider.kind', 'Say which kind of provider it is.')
  if (kind !== 'n8n') return emptyModel(newId(), kind)
  if (!settings) throw missing('provider.settings', 'Say how the workflow is asked.')
  return newWorkflow(newId(), { name: kind, isEnabled: true, settings })
}

const missing = (path: string, message: string) =>
  new AppError('VALIDATION_ERROR', { details: [{ path, code: 'required', message }] })

export type ProvidersService = ReturnType<typeof createProvidersService>
