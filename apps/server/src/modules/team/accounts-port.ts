import type { Locale, Me } from '@minichat/contracts'
import type { Confirming, Exchange } from '../accounts/index.ts'

type Account = { id: string; name: string; email: string; locale: Locale }

/** What the team needs of accounts. */
export type TeamAccounts = {
  meOf(userId: string, sessionId?: string | null): Promise<Me>
  /** The account of a verified address, or null. */
  findByEmail(email: string): Promise<Account | null>
  /**
   * Makes an account whose address is proven.
   * @throws AppError WEAK_PASSWORD, EMAIL_TAKEN.
   */
  createVerified(person: { name: string; email: string; password: string; locale: Locale }): Promise<{ id: string }>
  completeSignIn(userId: string, exchange: Exchange, way: { by: 'password' }): Promise<Me>
  /** @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, SIGN_IN_AGAIN. */
  confirmPassword(person: Confirming, password: string): Promise<void>
  /** What is kept in memory of their memberships is read anew, by all processes. Call it after the commit. */
  membershipsChanged(userId: string): void
}
