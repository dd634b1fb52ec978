import { expect, test } from 'vitest'
import { client, startFakeOidc } from '../../testing/fake-oidc.ts'
import { createOidcProvider } from './oidc.ts'

// LINE has one address, which no test reaches: a provider that signs as LINE does stands in for it.
test('what LINE signs with the secret that it shares with us is believed, and nothing else', async () => {
  const oidc = await startFakeOidc()
  const config = {
    id: 'line',
    name: 'LINE',
    issuer: oidc.issuer,
    clientId: client.id,
    clientSecret: client.secret,
  } as const
  const line = createOidcProvider(config, fetch)
  const secrecy = { state: 'state', nonce: 'nonce', verifier: 'verifier-'.repeat(6) }
  async function identify(secret: string | undefined) {
    oidc.signInAs({ sub: 'U1', name: 'Noi', email: 'noi@example.com' }, { secret })
    const toProvider = await line.addressFor('http://localhost/callback', secrecy)
    const { headers } = await fetch(toProvider, { redirect: 'manual' })
    return line.identify(new URL(headers.get('location') ?? ''), secrecy)
  }
  // It does not say that the address was confirmed.
  expect(await identify(client.secret)).toMatchObject({ subject: 'U1', name: 'Noi', email: null })
  await expect(identify('another secret')).rejects.toThrow('failed')
  await expect(identify(undefined)).rejects.toThrow('failed')
  await oidc.stop()
})
