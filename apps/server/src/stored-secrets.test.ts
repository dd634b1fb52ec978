import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { InvalidConfig, readConfig } from './config.ts'
import { secretsInEnvFile } from './env-file-secrets.ts'
import { readStoredSecrets } from './stored-secrets.ts'
import { type Call, startHttpScript } from './testing/http-script.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  vi.unstubAllEnvs()
})

const key = Buffer.alloc(32, 1).toString('base64')
const oldKey = Buffer.alloc(32, 2).toString('base64')
const held = { SECRET_KEY: key, SECRET_KEYS_OLD: oldKey, METRICS_TOKEN: 'metrics-token-1234' }

async function given(answer: Parameters<typeof startHttpScript>[0]) {
  const server = await startHttpScript(answer)
  cleanUps.push(server.stop)
  return server
}

/** Vault's wire format: a token by AppRole, and one secret of a KV version 2 engine. */
const vault = ({ path, headers, body }: Call) => {
  if (path === '/v1/auth/approle/login') {
    const { role_id, secret_id } = JSON.parse(body) as { role_id: string; secret_id: string }
    return role_id === 'minichat' && secret_id === 'sesame'
      ? { json: { auth: { client_token: 's.token' } } }
      : { status: 400, json: { errors: ['invalid role or secret ID'] } }
  }
  if (headers['x-vault-token'] !== 's.token') return { status: 403, json: { errors: ['permission denied'] } }
  if (path !== '/v1/secret/data/minichat') return { status: 404, json: { errors: [] } }
  return { json: { data: { data: held, metadata: { version: 3 } } } }
}

const problemsOf = async (env: Record<string, string>) =>
  readStoredSecrets(env).then(
    () => [],
    (error: unknown) => {
      if (error instanceof InvalidConfig) return error.problems
      throw error
    },
  )

test('where no store is named, none is asked', async () => {
  expect(await readStoredSecrets({ VAULT_ADDR: ' ' })).toBeNull()
})

test('secrets come from Vault, by a token, by one in a file, or by AppRole', async () => {
  const { origin } = await given(vault)
  const file = join(mkdtempSync(join(tmpdir(), 'minichat-vault-')), 'token')
  writeFileSync(file, 's.token\n')
  const common = { VAULT_ADDR: origin, VAULT_PATH: 'secret/data/minichat' }
  for (const login of [
    { VAULT_TOKEN: 's.token' },
    { VAULT_TOKEN_FILE: file },
    { VAULT_ROLE_ID: 'minichat', VAULT_SECRET_ID: 'sesame' },
  ] as Record<string, string>[]) {
    const stored = await readStoredSecrets({ ...common, ...login })
    const config = readConfig({ MINICHAT_ENV: 'test' }, stored)
    expect(config.secretKeys).toEqual({ current: Buffer.alloc(32, 1), old: [Buffer.alloc(32, 2)] })
    expect(config.metricsToken).toBe('metrics-token-1234')
  }
})

test('what is wrong with Vault is said in one line, without its token', async () => {
  const { origin } = await given(vault)
  const common = { VAULT_ADDR: origin, VAULT_PATH: 'secret/data/minichat', VAULT_TOKEN: 's.token' }
  const cases: [Record<string, string>, RegExp][] = [
    [{ ...common, VAULT_TOKEN: 's.wrong' }, /may not read it \(status 403\)/],
    [{ ...common, VAULT_PATH: 'secret/data/other' }, /there is nothing \(status 404\)/],
    [{ ...common, VAULT_PATH: 'secret/minichat' }, /VAULT_PATH must be/],
    [{ ...common, VAULT_ADDR: 'http://127.0.0.1:1' }, /could not be reached/],
    [{ ...common, VAULT_ADDR: 'vault:8200' }, /VAULT_ADDR must be/],
    [{ VAULT_ADDR: origin, VAULT_PATH: 'secret/data/minichat' }, /needs VAULT_TOKEN, or VAULT_ROLE_ID/],
    [{ ...common, AWS_SECRET_ID: 'minichat' }, /both set/],
    [{ ...common, VAULT_TOKEN: '', VAULT_ROLE_ID: 'minichat', VAULT_SECRET_ID: 'wrong' }, /sign-in: it refused/],
  ]
  for (const [env, said] of cases) {
    const problems = await problemsOf(env)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(said)
    expect(problems[0]).not.toMatch(/s\.token|s\.wrong/)
  }
})

/** The official SDK, pointed at a server that speaks the wire format of AWS Secrets Manager. */
async function givenAws(answer: Parameters<typeof startHttpScript>[0]) {
  const server = await given(answer)
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', server.origin)
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-a-real-secret')
  return server
}

test('secrets come from AWS Secrets Manager, asked as its own SDK asks', async () => {
  const { calls } = await givenAws(() => ({ json: { Name: 'minichat', SecretString: JSON.stringify(held) } }))
  const stored = await readStoredSecrets({ AWS_SECRET_ID: 'prod/minichat' })
  expect(readConfig({ MINICHAT_ENV: 'test' }, stored).secretKeys?.current).toEqual(Buffer.alloc(32, 1))
  expect(calls[0]?.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue')
  expect(calls[0]?.headers.authorization).toContain('AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/')
  expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ SecretId: 'prod/minichat' })
})

test('what is wrong with AWS Secrets Manager is said in one line', async () => {
  await givenAws(() => ({ status: 400, json: { __type: 'ResourceNotFoundException', message: 'No such secret.' } }))
  const [missing] = await problemsOf({ AWS_SECRET_ID: 'prod/minichat' })
  expect(missing).toMatch(/AWS Secrets Manager: prod\/minichat: .*No such secret/)
  for (const text of ['["SECRET_KEY"]', 'plain', '{"SECRET_KEY": 1}']) {
    await givenAws(() => ({ json: { SecretString: text } }))
    expect((await problemsOf({ AWS_SECRET_ID: 'prod/minichat' }))[0]).toContain('object of texts')
  }
})

test('a store may hold what is secret and nothing else, and not what is set already', () => {
  const problems = (env: Record<string, string>, values: Record<string, string>) => {
    try {
      readConfig(env, { from: 'Vault', values })
      return []
    } catch (error) {
      return (error as InvalidConfig).problems
    }
  }
  expect(problems({}, held)).toEqual([])
  expect(problems({}, { SECRET_KEI: key })[0]).toContain('Vault holds SECRET_KEI, which is none of')
  expect(problems({}, { PORT: '1' })[0]).toContain('Vault holds PORT')
  expect(problems({ SECRET_KEY: key }, held)[0]).toContain('SECRET_KEY is set, and Vault holds it as well')
  expect(problems({}, { SECRET_KEY: 'short' })[0]).toMatch(/^SECRET_KEY must be 32 random bytes/)
})

test('secrets in a .env file are named, those from elsewhere and addresses without a password are not', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'minichat-env-')), '.env')
  const variables = {
    SECRET_KEY: key,
    METRICS_TOKEN: 'from-the-file',
    DATABASE_URL: 'postgres://minichat:hunter2@db/chat',
    REDIS_URL: 'redis://cache:6379',
    GOOGLE_CLIENT_ID: 'minichat',
    OIDC_NAME: 'Keycloak',
    GOOGLE_CLIENT_SECRET: 'hunter3',
    PORT: '3000',
  }
  writeFileSync(
    file,
    Object.entries(variables)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  )
  // What is set in the environment wins over the file.
  const env = { ...variables, METRICS_TOKEN: 'from-elsewhere' }
  expect(secretsInEnvFile([`--env-file=${file}`], env)).toEqual(['DATABASE_URL', 'SECRET_KEY', 'GOOGLE_CLIENT_SECRET'])
  expect(secretsInEnvFile([], env)).toEqual([])
})
