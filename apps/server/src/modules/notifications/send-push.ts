import { defaultNotificationWishes } from '@minichat/contracts'
import { z } from 'zod'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { guardedFetch } from '../../platform/outgoing/guarded-fetch.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import * as store from './notifications.store.ts'
import { pushText } from './push-text.ts'
import { encryptPush, type PushKeys, proveSender, type Subscription } from './web-push.ts'
import { type Kind, keyOf, kinds, pushJob } from './whom-to-notify.ts'

const answerMs = 10_000
/** Before each further try, and at most twice as long where the push service asks for more. */
const retriesMs = [5000, 15_000, 45_000, 120_000]
/** A job that waited for longer, as after a standstill, calls nobody any more. */
const staleMs = 15 * 60_000
const failuresMax = 5
/** How long the push service keeps it for a device that is off: nobody runs to who has gone. */
const keptSeconds: Record<Kind, number> = {
  request: 600,
  overdue: 600,
  assignment: 3600,
  mention: 24 * 3600,
  message: 4 * 3600,
}

const payloadSchema = z.object({
  workspaceId: z.uuid(),
  deviceId: z.uuid(),
  chatId: z.uuid(),
  seq: z.number().int(),
  kind: z.enum(kinds),
  sinceMs: z.number(),
  attempt: z.number().int(),
})
type Wanted = z.output<typeof payloadSchema>

export type PushDeps = {
  db: Database
  jobs: Jobs
  log: Logger
  outgoing: Outgoing
  keys: () => Promise<PushKeys>
  isMemberThere: (workspaceId: string, userId: string) => boolean
  holdsSecondFactor: (userId: string, sessionId: string) => Promise<boolean>
  publicUrl: () => string
  nowMs: () => number
}

type Outcome = 'delivered' | 'gone' | 'refused' | { retryAfterMs: number }

/**
 * Tells a device of a chat, unless that is settled by now or its owner has a dashboard open. Run twice, it is told twice:
 * the second notification takes the first one's place.
 */
export async function sendPush(deps: PushDeps, payload: unknown, signal: AbortSignal): Promise<void> {
  const { db, nowMs } = deps
  const wanted = payloadSchema.parse(payload)
  const { workspaceId } = wanted
  if (nowMs() - wanted.sinceMs > staleMs) return
  const { previews } = defaultNotificationWishes
  const row = await db.transaction(workspaceId, (tx) => store.findPush(tx, { ...wanted, previews }))
  if (!row || !stillConcerns(wanted.kind, row) || deps.isMemberThere(workspaceId, row.user_id)) return
  if (row.second_factor_required && !(await deps.holdsSecondFactor(row.user_id, row.session_id))) return
  const outcome = await deliver(deps, wanted, row, signal)
  await db.transaction(workspaceId, async (tx) => {
    if (outcome === 'delivered') await store.noteDelivered(tx, wanted.deviceId)
    else if (outcome === 'gone') await store.deleteDevice(tx, wanted.deviceId)
    else {
      const pauseMs = retriesMs[wanted.attempt - 1]
      if (outcome === 'refused' || pauseMs === undefined) await store.noteFailed(tx, wanted.deviceId, failuresMax)
      else {
        const runAt = new Date(nowMs() + Math.min(Math.max(pauseMs, outcome.retryAfterMs), 2 * pauseMs))
        const key = keyOf(wanted.deviceId, wanted.chatId)
        await deps.jobs.enqueue(tx, pushJob, { ...wanted, attempt: wanted.attempt + 1 }, { key, runAt })
      }
    }
  })
}

/** Nobody is called to what a colleague has seen to, or what they have read themselves. */
function stillConcerns(kind: Kind, row: store.PushRow): boolean {
  if (kind === 'message') return row.is_mine && row.is_unread
  if (kind === 'mention') return row.is_mention_unread
  if (kind === 'assignment') return row.is_mine
  return row.is_waiting && (kind === 'overdue' || row.is_nobodys || row.is_mine)
}

async function deliver(
  { log, outgoing, keys, publicUrl, nowMs }: PushDeps,
  { workspaceId, chatId, kind }: Wanted,
  row: store.PushRow,
  signal: AbortSignal,
): Promise<Outcome> {
  const subscription: Subscription = { endpoint: row.endpoint, publicKey: row.public_key, auth: row.auth }
  const said = { workspaceId, chatId, kind, lang: row.locale, ...pushText(kind, row) }
  // The address itself is a secret of the browser.
  const about = { host: new URL(row.endpoint).host, kind }
  try {
    const proof = { endpoint: row.endpoint, contact: contactOf(publicUrl()), nowMs: nowMs() }
    const response = await guardedFetch(outgoing)(row.endpoint, {
      method: 'POST',
      headers: {
        authorization: await proveSender(await keys(), proof),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(keptSeconds[kind]),
        urgency: kind === 'mention' ? 'normal' : 'high',
        // What still waits there of the same chat is replaced.
        topic: chatId.replaceAll('-', ''),
      },
      body: new Uint8Array(encryptPush(JSON.stringify(said), subscription)),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
    })
    await response.body?.cancel()
    const { status } = response
    if (response.ok) return 'delivered'
    if (status === 404 || status === 410) return 'gone'
    log.warn({ ...about, status }, 'A push service has not taken a message.')
    if (status === 429 || status >= 500)
      return { retryAfterMs: 1000 * Number(response.headers.get('retry-after') ?? 0) || 0 }
    return 'refused'
  } catch (error) {
    if (signal.aborted) throw error
    log.warn({ ...about, err: error }, 'A push service could not be reached.')
    return isForbidden(error) ? 'gone' : { retryAfterMs: 0 }
  }
}

/** Its name leads to a private address by now. */
const isForbidden = (error: unknown): boolean =>
  [error, (error as Error).cause].some((one) => one instanceof AppError && one.code === 'ADDRESS_NOT_ALLOWED')

/** Some push services take nothing from who does not say by what they can be reached. */
const contactOf = (publicUrl: string) =>
  publicUrl.startsWith('https:') ? publicUrl : `mailto:postmaster@${new URL(publicUrl).hostname}`
