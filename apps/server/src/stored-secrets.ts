import { InvalidConfig, readNamedFiles, type StoredSecrets, withoutEmpty } from './config.ts'

const withinMs = 10_000

type Env = Record<string, string | undefined>

/**
 * Reads the secret variables from HashiCorp Vault or AWS Secrets Manager where the environment names one, once.
 * @returns null where it names none.
 * @throws InvalidConfig when the store cannot be read, or two are named.
 */
export async function readStoredSecrets(env: Env): Promise<StoredSecrets | null> {
  const given = withoutEmpty(env)
  if (!given.VAULT_ADDR && !given.AWS_SECRET_ID) return null
  if (given.VAULT_ADDR && given.AWS_SECRET_ID) {
    throw new InvalidConfig(['VAULT_ADDR and AWS_SECRET_ID are both set: keep one.'])
  }
  return given.VAULT_ADDR ? readVault(given, given.VAULT_ADDR) : readAws(given.AWS_SECRET_ID ?? '')
}

async function readVault(given: Env, address: string): Promise<StoredSecrets> {
  const problems = readNamedFiles(given, ['VAULT_TOKEN', 'VAULT_SECRET_ID'])
  const { VAULT_PATH: path = '', VAULT_ROLE_ID: role, VAULT_SECRET_ID: secretId } = given
  if (!/^https?:$/.test(URL.parse(address)?.protocol ?? '')) {
    problems.push('VAULT_ADDR must be an address such as https://vault.example.com:8200.')
  }
  if (!/^[\w.-]+(\/[\w.-]+)*\/data(\/[\w.-]+)+$/.test(path)) {
    problems.push('VAULT_PATH must be the path of a KV version 2 secret, such as secret/data/minichat.')
  }
  if (!given.VAULT_TOKEN && !(role && secretId)) {
    problems.push('VAULT_ADDR needs VAULT_TOKEN, or VAULT_ROLE_ID and VAULT_SECRET_ID.')
  }
  if (problems.length > 0) throw new InvalidConfig(problems)

  const base = `${address.replace(/\/+$/, '')}/v1`
  const namespace: Record<string, string> = given.VAULT_NAMESPACE ? { 'x-vault-namespace': given.VAULT_NAMESPACE } : {}
  let token = given.VAULT_TOKEN
  if (!token) {
    const login = { method: 'POST', headers: namespace, body: JSON.stringify({ role_id: role, secret_id: secretId }) }
    token = textAt(await askVault(`${base}/auth/approle/login`, login, 'sign-in'), 'auth', 'client_token')
  }
  const headers = { ...namespace, 'x-vault-token': token ?? '' }
  const answer = await askVault(`${base}/${path}`, { headers }, path)
  return { from: 'Vault', values: asVariables('Vault', (answer as { data?: { data?: unknown } }).data?.data) }
}

async function askVault(url: string, init: RequestInit, what: string): Promise<unknown> {
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(withinMs) }).catch(
    (error: unknown) => {
      throw unreadable('Vault', `${new URL(url).origin} could not be reached (${reasonOf(error)})`)
    },
  )
  if (response.ok) {
    return response.json().catch(() => {
      throw unreadable('Vault', 'it did not answer as Vault does')
    })
  }
  const meaning = { 403: 'this token or role may not read it', 404: 'there is nothing', 503: 'it is sealed' }
  const said = (meaning as Record<number, string>)[response.status] ?? 'it refused'
  throw unreadable('Vault', `${what}: ${said} (status ${response.status})`)
}

/** Credentials and region come by the usual chain of AWS: variables, profile, role of the machine. */
async function readAws(secretId: string): Promise<StoredSecrets> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
  const client = new SecretsManagerClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 3000, requestTimeout: 5000 },
  })
  const deadline = AbortSignal.timeout(withinMs)
  const late = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(deadline.reason as Error), { once: true })
  })
  try {
    // The signal alone would not end the search for credentials.
    const asked = client.send(new GetSecretValueCommand({ SecretId: secretId }), { abortSignal: deadline })
    const { SecretString: text } = await Promise.race([asked, late])
    return { from: 'AWS Secrets Manager', values: asVariables('AWS Secrets Manager', parsed(text ?? '')) }
  } catch (error) {
    throw error instanceof InvalidConfig
      ? error
      : unreadable('AWS Secrets Manager', `${secretId}: ${(error as Error).message} (${reasonOf(error)})`)
  } finally {
    client.destroy()
  }
}

function asVariables(from: string, value: unknown): Record<string, string> {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isPlain || !Object.values(value).every((one) => typeof one === 'string')) {
    throw unreadable(from, 'the secret must be an object of texts, such as {"SECRET_KEY": "…"}')
  }
  return value as Record<string, string>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const textAt = (value: unknown, first: string, second: string) =>
  (value as Record<string, Record<string, string> | undefined>)[first]?.[second]

const unreadable = (from: string, reason: string) =>
  new InvalidConfig([`The secrets could not be read from ${from}: ${reason}.`])

function reasonOf(error: unknown): string {
  const { cause, code, name } = error as { cause?: { code?: string }; code?: string; name?: string }
  return cause?.code ?? (typeof code === 'string' ? code : name) ?? 'unknown'
}
