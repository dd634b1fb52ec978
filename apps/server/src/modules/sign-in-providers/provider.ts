import type { SignInProviderId } from '@minichat/contracts'

/** What a provider says about somebody. */
export type ProvenIdentity = {
  /** Who vouches, and the number that the person has there: the two never change. */
  issuer: string
  subject: string
  /** Only when the provider has confirmed it; in lower case. */
  email: string | null
  name: string
  /** What the account is called there. */
  account: string
}

/** What is kept in the browser while it is away at the provider. */
export type Secrecy = { state: string; nonce: string; verifier: string }

export type SignInProvider = {
  id: SignInProviderId
  name: string
  /** Where the browser goes. @throws ProviderFailed when the provider cannot be reached. */
  addressFor(redirectUri: string, secrecy: Secrecy): Promise<string>
  /**
   * Who came back.
   * @param returned the address to which the browser was sent back, with all that the provider added.
   * @throws ProviderFailed when it is not what was begun, or does not check.
   */
  identify(returned: URL, secrecy: Secrecy): Promise<ProvenIdentity>
}

/** The provider cannot be reached, or what it said does not check; the cause says why. */
export class ProviderFailed extends Error {
  override name = 'ProviderFailed'
}

/** Longer names are cut as those that people write are. */
export const nameFrom = (...candidates: unknown[]): string =>
  candidates
    .filter((one) => typeof one === 'string')
    .map((one) =>
      one
        .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
        .trim()
        .slice(0, 100),
    )
    .find((one) => one !== '') ?? ''
