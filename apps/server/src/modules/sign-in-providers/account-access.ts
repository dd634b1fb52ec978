import type { Locale, Me } from '@minichat/contracts'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../platform/database/database.ts'
import type { RequestOrigin } from '../../platform/http/actor.ts'
import type { Confirming, Exchange, SignInWay, TellRefused } from '../accounts/index.ts'

/** A person whose address somebody else has proven. */
export type ProvenPerson = { name: string; email: string; locale: Locale }

/** What signing in with an account elsewhere needs of accounts. */
export type AccountAccess = {
  /** @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, SIGN_IN_AGAIN. */
  confirmPassword(person: Confirming, password: string): Promise<void>
  meOf(userId: string): Promise<Me>
  /** Leaves a line in the log where a sign-in is refused. */
  tellRefused: TellRefused
  /** Opens a session and gives its cookies. @throws AppError EMAIL_NOT_VERIFIED, ACCOUNT_DISABLED. */
  completeSignIn(userId: string, exchange: Exchange, way: SignInWay): Promise<Me>
  /** The second step, which a provider does not replace; null when there is none. */
  challengeFor(userId: string, request: FastifyRequest): Promise<{ challenge: string; expiresAt: Date } | null>
  /**
   * Makes an account that has no password yet.
   * @param workspaceName of a workspace of their own; null: they were invited to one.
   * @param also done in the same transaction.
   * @throws AppError EMAIL_TAKEN, REGISTRATION_CLOSED.
   */
  createProven(
    person: ProvenPerson,
    options: { workspaceName: string | null; from: RequestOrigin; also: (tx: Tx, userId: string) => Promise<void> },
  ): Promise<{ id: string }>
}
