import { givenMember } from '../../testing/more-people.ts'
import { codeOf, turnTwoFactorOn } from '../../testing/second-factor.ts'
import { createAuthenticator } from '../../testing/software-authenticator.ts'
import { clientWith, type Person, type TestApp } from '../../testing/test-app.ts'

type Given = { server: TestApp; owner: Person; other: Person }
export type Change<G = Given> = (given: G) => Promise<{ metadata: { requestId: string } }>

/** By which name passkeys are made: browsers make none for bare addresses. */
export const passkeyOrigin = 'https://chat.example.com'

/** Changes to accounts' second steps, teams and keys, each made so that it changes something. */
export const peopleChanges: Record<string, Change> = {
  'POST /api/v1/auth/2fa/setup': ({ other }) => setUp(other),
  'POST /api/v1/auth/2fa/verify': async ({ other }) => verify(other, (await setUp(other)).data.secret),
  'POST /api/v1/auth/2fa/disable': async ({ other }) => {
    await turnTwoFactorOn(other)
    return other.client.request('POST /api/v1/auth/2fa/disable', { body: { password: other.password } })
  },
  'POST /api/v1/auth/2fa/backup-codes': async ({ other }) => {
    await turnTwoFactorOn(other)
    return other.client.request('POST /api/v1/auth/2fa/backup-codes', { body: { password: other.password } })
  },
  'DELETE /api/v1/auth/2fa/devices/:deviceId': async ({ server, other }) => {
    await trustDevice(server, other, await turnTwoFactorOn(other))
    const { trustedDevices } = (await other.client.request('GET /api/v1/auth/2fa')).data
    const params = { deviceId: trustedDevices[0]?.id ?? '' }
    return other.client.request('DELETE /api/v1/auth/2fa/devices/:deviceId', { params })
  },
  'POST /api/v1/auth/passkeys': ({ other }) => addPasskey(other),
  'POST /api/v1/auth/passkeys/:passkeyId/remove': async ({ other }) => {
    const params = { passkeyId: (await addPasskey(other)).data.id }
    const body = { password: other.password }
    return other.client.request('POST /api/v1/auth/passkeys/:passkeyId/remove', { params, body })
  },
  'POST /api/v1/auth/providers/:provider/unlink': async ({ server, other }) => {
    await server.db.query(
      `insert into provider_identities (issuer, subject, provider, user_id, account)
       values ('https://accounts.google.com', $2, 'google', $1, $2)`,
      [other.me.user.id, other.email],
    )
    return other.client.request('POST /api/v1/auth/providers/:provider/unlink', {
      params: { provider: 'google' },
      body: { password: other.password },
    })
  },
  'PATCH /api/v1/team/members/:userId': async (given) =>
    given.other.client.request('PATCH /api/v1/team/members/:userId', {
      params: { userId: (await colleague(given)).me.user.id },
      body: { role: 'admin' },
    }),
  'DELETE /api/v1/team/members/:userId': async (given) =>
    given.other.client.request('DELETE /api/v1/team/members/:userId', {
      params: { userId: (await colleague(given)).me.user.id },
    }),
  'POST /api/v1/team/leave': async (given) => (await colleague(given)).client.request('POST /api/v1/team/leave'),
  'POST /api/v1/team/transfer': async (given) =>
    given.other.client.request('POST /api/v1/team/transfer', {
      body: { userId: (await colleague(given)).me.user.id, password: given.other.password },
    }),
  'POST /api/v1/team/invitations': ({ other }) => invite(other, 'new@example.com'),
  'POST /api/v1/team/invitations/:invitationId/resend': async ({ other }) =>
    other.client.request('POST /api/v1/team/invitations/:invitationId/resend', {
      params: { invitationId: (await invite(other, 'again@example.com')).data.invitation.id },
    }),
  'DELETE /api/v1/team/invitations/:invitationId': async ({ other }) =>
    other.client.request('DELETE /api/v1/team/invitations/:invitationId', {
      params: { invitationId: (await invite(other, 'not@example.com')).data.invitation.id },
    }),
  'POST /api/v1/invitations/accept': async ({ owner, other }) => {
    const invitationId = (await invite(owner, other.email)).data.invitation.id
    return other.client.request('POST /api/v1/invitations/accept', { body: { invitationId } })
  },
  'POST /api/v1/workspaces': ({ other }) =>
    other.client.request('POST /api/v1/workspaces', { body: { name: 'Second shop' } }),
  'POST /api/v1/workspace/delete': ({ other }) => deleteWorkspace(other),
  'POST /api/v1/workspaces/:workspaceId/restore': async ({ other }) => {
    await deleteWorkspace(other)
    const params = { workspaceId: other.workspaceId }
    return other.client.request('POST /api/v1/workspaces/:workspaceId/restore', { params })
  },
  'POST /api/v1/api-keys': ({ other }) => makeKey(other),
  'PATCH /api/v1/api-keys/:keyId': async ({ other }) =>
    other.client.request('PATCH /api/v1/api-keys/:keyId', {
      params: { keyId: (await makeKey(other)).data.key.id },
      body: { name: 'Weekly export' },
    }),
  'POST /api/v1/api-keys/:keyId/rotate': async ({ other }) =>
    other.client.request('POST /api/v1/api-keys/:keyId/rotate', {
      params: { keyId: (await makeKey(other)).data.key.id },
      body: {},
    }),
  'DELETE /api/v1/api-keys/:keyId': async ({ other }) =>
    other.client.request('DELETE /api/v1/api-keys/:keyId', {
      params: { keyId: (await makeKey(other)).data.key.id },
    }),
  'POST /api/v1/identity-keys': ({ other }) => makeIdentityKey(other),
  'POST /api/v1/identity-keys/:keyId/rotate': async ({ other }) =>
    other.client.request('POST /api/v1/identity-keys/:keyId/rotate', {
      params: { keyId: (await makeIdentityKey(other)).data.key.id },
      body: {},
    }),
  'DELETE /api/v1/identity-keys/:keyId': async ({ other }) =>
    other.client.request('DELETE /api/v1/identity-keys/:keyId', {
      params: { keyId: (await makeIdentityKey(other)).data.key.id },
    }),
}

const setUp = ({ client, password }: Person) => client.request('POST /api/v1/auth/2fa/setup', { body: { password } })
const verify = ({ client }: Person, secret: string) =>
  client.request('POST /api/v1/auth/2fa/verify', { body: { code: codeOf(secret) } })

/** Signs in elsewhere, with the code after the one that was used. */
async function trustDevice(server: TestApp, { email, password }: Person, secret: string): Promise<void> {
  const elsewhere = clientWith(server.url, '', null)
  const { data } = await elsewhere.request('POST /api/v1/auth/login', { body: { email, password } })
  const challenge = data.status === 'two-factor' ? data.challenge : ''
  const body = { challenge, code: codeOf(secret, Date.now() + 30_000), trustDevice: true }
  await elsewhere.request('POST /api/v1/auth/2fa/login', { body })
}

async function addPasskey({ client, password }: Person) {
  const { data } = await client.request('POST /api/v1/auth/passkeys/options', { body: { password } })
  const { options, challenge } = data
  const response = createAuthenticator(passkeyOrigin).create(options as Parameters<Authenticator['create']>[0])
  return client.request('POST /api/v1/auth/passkeys', { body: { name: 'My phone', challenge, response } })
}
type Authenticator = ReturnType<typeof createAuthenticator>

let colleagues = 0
const colleague = ({ server, other }: Given) => givenMember(server, other, `Colleague${(colleagues += 1)}`, 'member')

const invite = ({ client }: Person, email: string) =>
  client.request('POST /api/v1/team/invitations', { body: { email, role: 'member' } })
const deleteWorkspace = ({ client, me, workspaceId }: Person) =>
  client.request('POST /api/v1/workspace/delete', {
    body: { name: me.workspaces.find(({ id }) => id === workspaceId)?.name ?? '' },
  })
const makeKey = ({ client }: Person) =>
  client.request('POST /api/v1/api-keys', { body: { name: 'Nightly export', scope: 'read' } })
const makeIdentityKey = ({ client }: Person) => client.request('POST /api/v1/identity-keys')
