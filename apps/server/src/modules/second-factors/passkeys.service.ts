import type { Me } from '@minichat/contracts'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { AccountAccess } from './account-access.ts'
import { challengeMs, createChallenges, tryChallenge } from './challenges.ts'
import * as store from './passkeys.store.ts'
import type { RelyingParty } from './relying-party.ts'

/** EdDSA, ES256 and RS256: what authenticators have. */
const algorithms = [-8, -7, -257]

/** What the browser made; its shape is checked by the WebAuthn library. */
type FromBrowser = Record<string, unknown>

/** What the browser is to do, for the WebAuthn standard, and our challenge that comes back with what it made. */
type ForBrowser = { options: Record<string, unknown>; challenge: string }

export function createPasskeysService(deps: {
  db: Database
  secrets: Secrets
  mail: Mail
  nowMs: () => number
  /** Where people see what signs them in. */
  securityUrl: () => string
  accounts: Pick<AccountAccess, 'meOf' | 'confirmPassword' | 'secondFactorsChangedIn' | 'noteByPasskeyIn'>
}) {
  const { db, secrets, nowMs, accounts } = deps
  // The signed challenge carries the one that the authenticator signs.
  const adding = createChallenges<{ userId: string; toSign: string }>({ secrets, nowMs, purpose: 'passkey-add' })
  const loggingIn = createChallenges<{ toSign: string }>({ secrets, nowMs, purpose: 'passkey-log-in' })

  /** A challenge is good for one answer, right or wrong. */
  async function useUp(tx: Tx, challenge: { id: string; expiresAtMs: number }) {
    if (!(await tryChallenge(tx, challenge, 1))) throw refused('This was answered already. Try again.')
  }

  /** To whoever the account belongs to: somebody else may have done it. */
  async function tell(tx: Tx, user: Me['user'], passkey: string, isAdded: boolean): Promise<void> {
    const values = { name: user.name, passkey, isAdded, url: deps.securityUrl() }
    await deps.mail.send(tx, { to: user.email, locale: user.locale, template: 'passkey-changed', values })
  }

  return {
    list: async (userId: string) => (await db.global((tx) => store.listPasskeys(tx, userId))).map(shown),

    async begin(actor: PersonActor, password: string, party: RelyingParty): Promise<ForBrowser> {
      await accounts.confirmPassword(actor, password)
      const { user } = await accounts.meOf(actor.userId)
      const known = await db.global((tx) => store.credentialsOf(tx, user.id))
      const options = await generateRegistrationOptions({
        rpName: 'MiniChat',
        rpID: party.id,
        userID: Uint8Array.from(Buffer.from(user.id)),
        userName: user.email,
        userDisplayName: user.name,
        timeout: challengeMs,
        attestationType: 'none',
        supportedAlgorithmIDs: algorithms,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports })),
      })
      const { challenge } = adding.make({ userId: user.id, toSign: options.challenge })
      return { options: { ...options }, challenge }
    },

    async add(
      actor: PersonActor,
      input: { name: string; challenge: string; response: FromBrowser },
      party: RelyingParty,
    ) {
      const challenge = adding.read(input.challenge)
      if (challenge?.userId !== actor.userId) throw refused('This took too long. Try again.')
      await db.global((tx) => useUp(tx, challenge))
      const { registrationInfo } = await verifyRegistrationResponse({
        response: input.response as unknown as RegistrationResponseJSON,
        expectedChallenge: challenge.toSign,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      }).catch(refuse)
      if (!registrationInfo) throw refused()
      const { credential } = registrationInfo
      const { user } = await accounts.meOf(actor.userId)
      return db.global(async (tx) => {
        const made = await store.insertPasskey(tx, {
          id: newId(),
          user_id: actor.userId,
          credential_id: credential.id,
          public_key: Buffer.from(credential.publicKey),
          counter: credential.counter,
          transports: (credential.transports ?? []).map(String).slice(0, 10),
          name: input.name,
        })
        if (!made) throw refused('This passkey is known already.')
        const target = { kind: 'passkey', id: made.id, name: made.name }
        await recordAudit(tx, { actor, action: 'account.passkey_added', target })
        await tell(tx, user, made.name, true)
        // The browser has just asked for finger, face or PIN.
        if (actor.sessionId) await accounts.noteByPasskeyIn(tx, actor.sessionId)
        await accounts.secondFactorsChangedIn(tx, user.id)
        return shown(made)
      })
    },

    async remove(actor: PersonActor, id: string, password: string): Promise<void> {
      await accounts.confirmPassword(actor, password)
      const { user } = await accounts.meOf(actor.userId)
      await db.global(async (tx) => {
        const removed = await store.deletePasskey(tx, actor.userId, id)
        if (!removed) throw new AppError('NOT_FOUND')
        const target = { kind: 'passkey', id, name: removed.name }
        await recordAudit(tx, { actor, action: 'account.passkey_removed', target })
        await tell(tx, user, removed.name, false)
        await accounts.secondFactorsChangedIn(tx, user.id)
      })
    },

    /** For anybody: the browser offers the passkeys that it has for this server, so no address is asked for. */
    async beginLogIn(party: RelyingParty): Promise<ForBrowser> {
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        timeout: challengeMs,
        userVerification: 'required',
      })
      const { challenge } = loggingIn.make({ toSign: options.challenge })
      return { options: { ...options }, challenge }
    },

    /**
     * Checks a passkey that was used. It is in the person's hands and asked for their finger, face or PIN: two factors.
     * @returns whose it is.
     */
    async check(input: { challenge: string; response: FromBrowser }, party: RelyingParty): Promise<string> {
      const challenge = loggingIn.read(input.challenge)
      if (!challenge) throw refused('This took too long. Try again.')
      const response = input.response as unknown as AuthenticationResponseJSON
      const credentialId = typeof response.id === 'string' && isBase64url(response.id) ? response.id : ''
      const passkey = await db.global(async (tx) => {
        await useUp(tx, challenge)
        return store.findByCredential(tx, credentialId)
      })
      if (!passkey) throw refused('This passkey is not known here. Sign in with your password.')
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge.toSign,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: Uint8Array.from(passkey.public_key),
          counter: passkey.counter,
        },
      }).catch(refuse)
      if (!verified || !isOwnHandle(response, passkey.user_id)) throw refused()
      const { newCounter } = authenticationInfo
      const isUsed = await db.global((tx) => store.usePasskey(tx, passkey.id, newCounter, new Date(nowMs())))
      if (!isUsed) throw refused()
      return passkey.user_id
    },
  }
}

/** The account that the authenticator keeps the passkey for, where it says so. */
function isOwnHandle({ response }: AuthenticationResponseJSON, userId: string): boolean {
  return !response.userHandle || Buffer.from(response.userHandle, 'base64url').toString() === userId
}

const shown = (row: store.PasskeyRow) => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})

const refused = (message?: string, cause?: unknown) => new AppError('PASSKEY_REFUSED', { message, cause })

/** The library throws what it finds wrong: all of it is the caller's doing. */
function refuse(error: unknown): never {
  throw refused(undefined, error)
}

export type PasskeysService = ReturnType<typeof createPasskeysService>

const isBase64url = (text: string) => /^[A-Za-z0-9_-]+$/.test(text)
