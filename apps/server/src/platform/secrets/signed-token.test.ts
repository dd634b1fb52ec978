import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSecrets } from './secrets.ts'
import { createSignedTokens } from './signed-token.ts'

test('a signed token is read for its purpose, unchanged and until its end', () => {
  const secrets = createSecrets(randomBytes(32))
  const tokens = createSignedTokens<{ userId: string }>(secrets, 'a')
  const token = tokens.make({ userId: 'u' }, 1000)
  expect(tokens.read(token, 999)).toEqual({ userId: 'u', expiresAtMs: 1000 })
  expect(tokens.read(token, 1000)).toBeNull()
  expect(createSignedTokens(secrets, 'b').read(token, 999)).toBeNull()
  expect(createSignedTokens(createSecrets(randomBytes(32)), 'a').read(token, 999)).toBeNull()
  const [, signature] = token.split('.')
  const forged = Buffer.from(JSON.stringify({ userId: 'v', expiresAtMs: 1000 })).toString('base64url')
  for (const bad of [`${forged}.${signature}`, `${token}.`, token.slice(0, -1), '', '.', 'x.y'])
    expect(tokens.read(bad, 999)).toBeNull()
})
