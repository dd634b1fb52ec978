import { limits, type VisitorProfile } from '@minichat/contracts'
import { AppError } from '../../platform/errors.ts'
import type { ChatCore } from './chat-core.ts'
import { presentVisitor } from './chat-rows.ts'
import type { VisitorToken } from './visitor-tokens.ts'
import { changeLocale, countTracked, lockVisitor, writeVisitor } from './visitors.store.ts'

type Value = string | number | boolean
export type ProfileChange = {
  name?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  attributes?: Record<string, Value | null> | undefined
  locale?: 'en' | 'th' | undefined
}

/** What visitors, or the pages they are on, tell about them. */
export function createVisitorFacts({ withLock, record }: ChatCore, nowMs: () => number) {
  return {
    /** @throws AppError NOT_FOUND before the first message and once the chat is erased. */
    updateVisitor(token: VisitorToken, change: ProfileChange): Promise<VisitorProfile> {
      const { workspaceId, sessionId, visitorId } = token
      return withLock(workspaceId, sessionId, async (tx, session) => {
        if (session.erased_at) throw new AppError('NOT_FOUND')
        const before = presentVisitor(await lockVisitor(tx, visitorId))
        const after = withChange(before, change)
        const isNew = JSON.stringify(after) !== JSON.stringify(before)
        if (isNew) await writeVisitor(tx, after)
        const speaksAnew = change.locale !== undefined && (await changeLocale(tx, sessionId, change.locale))
        if (isNew || speaksAnew) {
          await record(tx, sessionId, 'visitor.updated', after, (seq) => ({
            type: 'visitor.updated',
            seq,
            visitor: after,
          }))
        }
        return after
      })
    },

    /** What is too much for one chat, or comes after its end, is passed over: no page should fail because of it. */
    track({ workspaceId, sessionId }: VisitorToken, told: { name: string; properties: Record<string, Value> }) {
      return withLock(workspaceId, sessionId, async (tx, session) => {
        if (session.status === 'closed') return
        if (!(await countTracked(tx, sessionId, limits.trackedPerSession))) return
        const { name, properties } = told
        const at = new Date(nowMs()).toISOString()
        await record(tx, sessionId, 'visitor.tracked', { at, name, properties }, (seq) => ({
          type: 'visitor.tracked',
          seq,
          at,
          name,
          properties,
        }))
      })
    },
  }
}

/** null and '' take a value away. @throws AppError VALIDATION_ERROR for too many attributes together. */
function withChange(before: VisitorProfile, change: ProfileChange): VisitorProfile {
  const merged: Record<string, Value | null> = { ...before.attributes, ...change.attributes }
  const kept = Object.entries(merged).filter((entry): entry is [string, Value] => entry[1] !== null && entry[1] !== '')
  if (kept.length > limits.attributesMax) {
    const detail = { path: 'attributes', code: 'too_big', message: `At most ${limits.attributesMax} attributes.` }
    throw new AppError('VALIDATION_ERROR', { details: [detail] })
  }
  const value = (told: string | null | undefined, known: string | null) => (told === undefined ? known : told || null)
  return {
    id: before.id,
    name: value(change.name, before.name),
    email: value(change.email, before.email),
    phone: value(change.phone, before.phone),
    attributes: Object.fromEntries(kept),
    verified: before.verified,
  }
}
