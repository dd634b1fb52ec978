import type { Me } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { Confirming, Exchange, SignInWay, TellRefused } from '../accounts/index.ts'

/** What second factors need of accounts. */
export type AccountAccess = {
  meOf(userId: string): Promise<Me>
  /** @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, SIGN_IN_AGAIN. */
  confirmPassword(person: Confirming, password: string): Promise<void>
  /** Within the transaction that changes which second factors somebody has. */
  secondFactorsChangedIn(tx: Tx, userId: string): Promise<void>
  /** Within the caller's transaction: the session counts as begun with a passkey. */
  noteByPasskeyIn(tx: Tx, sessionId: string): Promise<void>
  /** Leaves a line in the log where a sign-in is refused. */
  tellRefused: TellRefused
  /** Opens a session and gives its cookies. @throws AppError EMAIL_NOT_VERIFIED, ACCOUNT_DISABLED. */
  completeSignIn(userId: string, exchange: Exchange, way: SignInWay): Promise<Me>
}
