import type { Me } from '@minichat/contracts'
import type { PersonActor } from '../../platform/http/actor.ts'
import type { Exchange, SignInWay } from '../accounts/index.ts'

/** What second factors need of accounts. */
export type AccountAccess = {
  meOf(userId: string): Promise<Me>
  /** @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED. */
  confirmPassword(person: Pick<PersonActor, 'userId' | 'from'>, password: string): Promise<void>
  /** Opens a session and gives its cookies. @throws AppError EMAIL_NOT_VERIFIED, ACCOUNT_LOCKED. */
  completeSignIn(userId: string, exchange: Exchange, way: SignInWay): Promise<Me>
}
