import type { Me } from '@minichat/contracts'
import type { Confirming, Exchange, SignInWay } from '../accounts/index.ts'

/** What second factors need of accounts. */
export type AccountAccess = {
  meOf(userId: string): Promise<Me>
  /** @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, SIGN_IN_AGAIN. */
  confirmPassword(person: Confirming, password: string): Promise<void>
  /** Opens a session and gives its cookies. @throws AppError EMAIL_NOT_VERIFIED, ACCOUNT_LOCKED. */
  completeSignIn(userId: string, exchange: Exchange, way: SignInWay): Promise<Me>
}
