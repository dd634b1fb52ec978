import { z } from 'zod'
import type { Module } from '../../platform/module.ts'
import type { AccountsCore } from './core.ts'
import { deleteOldCounts } from './guess-counters.ts'
import type { Locks } from './locks.ts'
import type { PasswordChange } from './password-change.ts'
import type { Registration } from './registration.ts'

const toAddress = z.object({ id: z.uuid(), email: z.string() })
const lock = z.intersection(
  z.union([z.object({ name: z.string() }), z.object({ userId: z.uuid() })]),
  z.object({ id: z.uuid(), minutes: z.number(), address: z.string(), requestId: z.string() }),
)

export const accountJobs = (
  { db, sessions, links, nowMs }: AccountsCore,
  deps: { locks: Locks; registration: Registration; passwordChange: PasswordChange },
): Module['jobs'] => ({
  'accounts.tell_locked': (payload) => deps.locks.tell(lock.parse(payload)),
  'accounts.forgot_password': (payload) => deps.passwordChange.forgot(toAddress.parse(payload)),
  'accounts.resend_verification': (payload) => deps.registration.resend(toAddress.parse(payload)),
  async 'accounts.forget_expired'() {
    await sessions.forgetExpired()
    await db.global(async (tx) => {
      await links.forgetEndedIn(tx)
      await deleteOldCounts(tx, nowMs())
    })
  },
})

export const schedule: Module['schedule'] = { 'accounts.forget_expired': '17 * * * *' }
