import type { SignInResult } from '@minichat/contracts'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { originOf, type PersonActor, type RequestOrigin } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/http/network.ts'
import * as store from './accounts.store.ts'
import { assertUsable, type SignInCompletion } from './complete-sign-in.ts'
import type { AccountsCore } from './core.ts'
import type { DeviceCookie } from './device-cookie.ts'
import type { GuessCount } from './guess-count.ts'
import {
  accountCounter,
  type GuessCounter,
  nameSubject,
  personSubject,
  resetGuesses,
  sourceCounter,
  takeGuess,
} from './guess-counters.ts'
import type { Locks } from './locks.ts'
import type { SecondFactor } from './second-factor.ts'
import type { Exchange } from './session-cookies.ts'

/** Somebody signed in who is asked for the password. */
export type Confirming = Pick<PersonActor, 'userId' | 'sessionId' | 'from'>

type Counters = { told: GuessCounter[]; untold: GuessCounter[] }

/**
 * Signing in by password. A guess is counted, as wrong, before the password is looked at: of many made at once no more
 * are tried than of those made one by one.
 */
export function createPasswordSignIn(
  core: AccountsCore,
  deps: { device: DeviceCookie; locks: Locks; signIn: SignInCompletion; secondFactor: SecondFactor | undefined },
) {
  const { db, passwords, sessions, nowMs } = core
  const { device, locks } = deps

  /**
   * What counts. A device on which its owner has signed in before has a count of its own, so strangers cannot lock the
   * owner out. `told` are those whose lock is shown: they are counted for any name, so a lock tells nothing about who has
   * an account. The account's own is not: several names may lead to it.
   */
  function countersFor(name: string, user: store.UserRow | undefined, raw: FastifyRequest): Counters {
    const deviceId = user && device.knownFor(raw, user.id)
    if (user && deviceId) {
      return { told: [sourceCounter(personSubject(user.id), `device:${deviceId}`)], untold: [] }
    }
    const subject = nameSubject(name)
    return {
      told: [sourceCounter(subject, `network:${networkOf(raw.ip)}`), sourceCounter(subject, 'any')],
      untold: user ? [accountCounter(user.id)] : [],
    }
  }

  async function guess({ told, untold }: Counters, password: string, hash: string | null) {
    const [shown, hidden] = await db.global(async (tx) => {
      const first = await takeGuess(tx, told, nowMs())
      return [first, first.isTaken ? await takeGuess(tx, untold, nowMs()) : null] as const
    })
    if (!hidden) throw lockedError(shown.counts)
    // Behind a lock that is not shown nothing is right, and it takes as long.
    const isRight = await passwords.matches(password, hidden.isTaken ? hash : null)
    const locking = [shown, hidden].filter(({ isTaken }) => isTaken).flatMap(({ counts }) => counts)
    return { isRight, shown: shown.counts, lockedSeconds: Math.max(0, longest(locking)) }
  }

  const secondsLeft = (count: GuessCount) => Math.ceil(((count.lockUntil ?? 0) - nowMs()) / 1000)
  const longest = (counts: GuessCount[]) => Math.max(...counts.map(secondsLeft))
  const lockedError = (counts: GuessCount[]) =>
    new AppError('ACCOUNT_LOCKED', { retryAfterSeconds: Math.max(1, longest(counts)) })

  /** Tells the owner, if there is one: looked up by a job, so that it takes as long for a name that nobody has. */
  const tellLocked = (whose: { name: string } | { userId: string }, seconds: number, from: RequestOrigin) =>
    db.global((tx) => locks.tellIn(tx, { ...whose, ...from, minutes: Math.ceil(seconds / 60) }))

  /** @returns the hash in use now. */
  async function rehash(user: store.UserRow, password: string): Promise<string> {
    if (!passwords.isOutdated(user.password_hash)) return user.password_hash
    const hash = await passwords.hash(password)
    const isReplaced = await db.global((tx) => store.replaceHash(tx, user, hash))
    return isReplaced ? hash : user.password_hash
  }

  return {
    async logIn(input: { email: string; password: string }, exchange: Exchange): Promise<SignInResult> {
      const { raw } = exchange
      const [user] = await db.query<store.UserRow>(store.byNameQuery, [input.email])
      const counters = countersFor(input.email, user, raw)
      const result = await guess(counters, input.password, user?.password_hash ?? null)
      if (!user || !result.isRight) {
        if (result.lockedSeconds > 0) await tellLocked({ name: input.email }, result.lockedSeconds, originOf(raw))
        throw longest(result.shown) > 0 ? lockedError(result.shown) : new AppError('WRONG_CREDENTIALS')
      }
      await db.global((tx) => resetGuesses(tx, [...counters.told, ...counters.untold]))
      assertUsable(user)
      const passwordHash = await rehash(user, input.password)
      const second = await deps.secondFactor?.challengeFor(user.id, raw)
      if (second) {
        return { status: 'two-factor', challenge: second.challenge, expiresAt: second.expiresAt.toISOString() }
      }
      const me = await deps.signIn.completeSignIn(user.id, exchange, { by: 'password', passwordHash })
      return { status: 'signed-in', me }
    },

    /**
     * Asks somebody who is signed in for their password again. Counted on its own: a lock that strangers caused stops
     * nobody here. Where the account has none, having signed in just now stands in for it.
     * @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, SIGN_IN_AGAIN.
     */
    async confirmPassword(person: Confirming, password: string): Promise<void> {
      const [user] = await db.query<store.UserRow>(store.userQuery, [person.userId])
      if (user && !user.has_password) {
        if (person.sessionId && (await sessions.isFresh(person.sessionId))) return
        throw new AppError('SIGN_IN_AGAIN')
      }
      const counters = { told: [sourceCounter(personSubject(person.userId), 'confirm')], untold: [] }
      const result = await guess(counters, password, user?.password_hash ?? null)
      if (result.isRight) return db.global((tx) => resetGuesses(tx, counters.told))
      if (result.lockedSeconds > 0) await tellLocked({ userId: person.userId }, result.lockedSeconds, person.from)
      throw longest(result.shown) > 0 ? lockedError(result.shown) : new AppError('WRONG_PASSWORD')
    },
  }
}

export type PasswordSignIn = ReturnType<typeof createPasswordSignIn>
