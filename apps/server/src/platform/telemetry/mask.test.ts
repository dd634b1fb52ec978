import { expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { cpuMs } from '../../testing/cpu-time.ts'
import { knownSecrets } from './known-secrets.ts'
import { createLog } from './log.ts'
import { createMask } from './mask.ts'

/** What a log at debug level holds after `write`. */
function logged(write: (log: ReturnType<typeof createLog>) => void, secrets: string[] = []): string {
  let text = ''
  write(createLog('debug', secrets, { write: (line) => void (text += line) }))
  for (const line of text.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow()
  return text
}

const planted = 'pl4nted-s3cret'

test.each([
  ['by its name', { password: planted }],
  ['four levels deep', { a: { b: { c: { clientSecret: planted } } } }],
  ['in headers', { req: { headers: { authorization: planted, 'set-cookie': [planted, planted], cookie: planted } } }],
  [
    'under any spelling of its name',
    { api_key: planted, 'X-Api-Key': planted, accessToken: planted, PASSWORD: planted },
  ],
  ['as a PIN or a code', { pin: planted, user_pin: planted, totp: planted, cvc: planted, cardNumber: planted }],
  ['with quotes and backslashes in it', { token: `"\\${planted}"` }],
  ['inside a text', { text: `password=${planted}&x=1` }],
  ['inside a text, with a colon', { text: `Token: ${planted}; next` }],
  ['inside JSON inside a text', { body: JSON.stringify({ apiKey: planted, more: JSON.stringify({ pin: planted }) }) }],
  ['in an address', { url: `smtp://user:${planted}@mail.example.com/x`, again: `redis://:${planted}@cache:6379` }],
  ['in a link', { url: `https://chat.example.com/reset#token=${planted}` }],
  ['after Bearer', { text: `sent Authorization: Bearer ${planted}` }],
  ['in a header line of its own', { text: `authorization: Basic ${planted}` }],
])('a secret is masked %s', (_where, fields) => {
  expect(logged((log) => log.debug(fields, 'said'))).not.toContain(planted)
  expect(logged((log) => log.child(fields).info('said'))).not.toContain(planted)
})

test('a secret is masked in the message, stack, cause and properties of an error, and in each of several', () => {
  const cause = Object.assign(new Error(`535 refused, password=${planted}`), { config: { auth: { secret: planted } } })
  const error = Object.assign(new Error(`api key: ${planted}`, { cause }), {
    response: { token: planted },
    inner: cause,
  })
  const text = logged((log) => {
    log.error({ err: error }, 'failed')
    log.error({ err: new AggregateError([error, cause], `secret=${planted}`) }, 'failed')
    log.error(error)
    log.debug(`token=${planted}`)
  })
  expect(text).not.toContain(planted)
  expect(text).toContain('535 refused')
})

test('what PostgreSQL quotes of a refused row is left out, also in each of several errors', () => {
  const refused = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(mali@example.com)' })
  const text = logged((log) => {
    log.error({ err: refused }, 'failed')
    log.error({ err: new AggregateError([refused], 'two') }, 'failed')
  })
  expect(text).toContain('23505')
  expect(text).not.toContain('mali@')
})

test.each([
  'sk-proj-abcDEF1234567890',
  'SG.abcdefgh12345.ijklmnop',
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${'a1'.repeat(18)}`,
  'xoxb-123456789012-abcdef',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  'vt1.MDE5MzAwMDAtMDAwMC03MDAw.c2lnbmF0dXJlLW9mLWl0',
  '4111 1111 1111 1111',
  '5500005555555559',
  '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----',
])('%s is masked by its form', (secret) => {
  const text = logged((log) => log.info({ err: new Error(`it said ${secret}`) }, `it said ${secret}`))
  expect(text).not.toContain(JSON.stringify(secret).slice(1, -1))
  expect(text).toContain('it said [masked]')
})

test('the secrets of this installation are masked however they are spelt', () => {
  const secret = 'qu"te/ครับ+plain'
  const text = logged(
    (log) =>
      log.info(
        { plain: secret, url: encodeURIComponent(secret), code: Buffer.from(secret).toString('base64') },
        secret,
      ),
    [secret],
  )
  expect(text.match(/\[masked\]/g)).toHaveLength(4)
})

test('what is no secret stays as it is', () => {
  const line = {
    reqId: '01930000-0000-7000-8000-000000000001',
    at: 1764104943000,
    number: '1764104943000123',
    promptTokens: 812,
    path: '/api/v1/auth/password/reset',
    text: 'Unexpected token < in JSON at position 0; the pin is fine, spinning: yes',
    url: 'https://chat.example.com:8080/a@b',
    code: 'INVALID_VISITOR_TOKEN',
  }
  expect(JSON.parse(logged((log) => log.info(line, 'said')))).toMatchObject(line)
})

test('secrets of sign-in providers are known, whatever their form', () => {
  const secrets = knownSecrets(readConfig({ GOOGLE_CLIENT_ID: 'minichat', GOOGLE_CLIENT_SECRET: planted }))
  expect(logged((log) => log.warn(`Google says: ${planted} is wrong`))).toContain(planted)
  expect(logged((log) => log.warn(`Google says: ${planted} is wrong`), secrets)).not.toContain(planted)
})

test('a mask takes no long time over a hostile text', () => {
  const masked = createMask()
  const startedAt = cpuMs()
  for (const part of ['password', '"token":"', 'a://', '1 ', 'eyJ', '\\"', ':@', '-----BEGIN PRIVATE KEY-----']) {
    masked(part.repeat(20_000))
  }
  expect(cpuMs() - startedAt).toBeLessThan(3000)
})
