import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { cookieJar } from '../apps/server/src/testing/first-account.ts'
import { createClient } from '../packages/client/src/index.ts'
import { makeDrillFolder } from './tools/data-folder.ts'
import { inDatabase } from './tools/database.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { signIn } from './tools/member.ts'
import { createOwnServer, type OwnServer } from './tools/own-server.ts'
import { type Secret, secretsIn, secretsInFolder } from './tools/secret-search.ts'
import { withoutLimits } from './tools/without-limits.ts'

export const keepsSecrets: Drill = {
  name: 'keeps-secrets',
  number: 'R13',
  promise: 'Secrets stay secret: none stands in the clear on the disk, in a dump, or in a log at debug level',
  longestMs: { full: 180_000, short: 120_000, sabotaged: 120_000 },
  sabotages: {
    'plain-column': { says: 'a provider’s key is stored as it is', fault: 'on the disk' },
    'chatty-log': { says: 'the server prints what it is sent', fault: 'in the log' },
  },
  run,
}

const made = (name: string, prefix = ''): Secret => ({
  name,
  value: `${prefix}Q7${randomBytes(15).toString('base64url')}`,
})

/** What is planted by its name; the rest is what the server gives out, and was told once. */
const planted = () => ({
  masterKey: { name: 'master key', value: randomBytes(32).toString('base64') },
  metricsToken: made('token of the metrics'),
  mailPassword: made('password of the mail server'),
  providerKey: made('key of the AI provider', 'sk-'),
  workflowSecret: made('header that a workflow asks for'),
  triedSecret: made('password of a workflow that is tried'),
  embeddingKey: made('key of the model that embeds', 'sk-'),
  failingKey: made('key that the provider refuses and repeats', 'sk-'),
  password: made('password of an account', 'Aa1!'),
  newPassword: made('new password of an account', 'Bb2!'),
  wrongPassword: made('wrong password', 'Cc3!'),
  junkBearer: made('made-up bearer token'),
  junkCookie: made('made-up cookie'),
  inQuery: made('secret in a query'),
  inBody: made('secret in a body that is refused'),
  inFragment: made('made-up link token'),
})
type Planted = ReturnType<typeof planted>

/** Every kind of secret through the doors that they come by; then everything that was written is searched. */
async function run({ sabotage }: DrillOptions): Promise<Outcome> {
  const faults = { 'on the disk': 0, 'in a dump': 0, 'in the log': 0, 'kept out of the search': 0 }
  const secrets = planted()
  const provider = await startRefusingProvider()
  const { dataDir, remove } = await makeDrillFolder()
  const server = await createOwnServer(
    {
      ...withoutLimits,
      LOG_LEVEL: 'debug',
      SECRET_KEY: secrets.masterKey.value,
      METRICS_TOKEN: secrets.metricsToken.value,
      SMTP_URL: `smtp://mailer:${secrets.mailPassword.value}@127.0.0.1:${provider.port}`,
      MAIL_FROM: 'MiniChat <chat@example.com>',
      OUTGOING_ALLOW: `127.0.0.1:${provider.port}`,
      ...(sabotage === 'chatty-log' ? { NODE_OPTIONS: printsBodies } : {}),
    },
    { dataDir },
  )
  await server.start()
  const all = [...Object.values(secrets), ...(await useAll(server, secrets, provider.baseUrl))]
  if (sabotage === 'plain-column') {
    await inDatabase(dataDir, (client) =>
      client.query('update ai_providers set api_key_sealed = $1', [secrets.providerKey.value]),
    )
  }
  faults['kept out of the search'] = all.filter(({ value }) => value.length < 16).length
  const dump = await inDatabase(dataDir, dumpAll)
  const inDump = secretsIn('dump', dump, all)
  await server.stop()
  const inLog = secretsIn('log', Buffer.from(server.output()), all)
  const onDisk = await secretsInFolder(dataDir, all, /^secret\.key$/)
  Object.assign(faults, { 'on the disk': onDisk.hits.length, 'in a dump': inDump.length, 'in the log': inLog.length })
  const outcome = {
    faults,
    figures: {
      secrets: all.length,
      'files searched': onDisk.files,
      'bytes of the dump': dump.length,
      'lines of the log': server.output().split('\n').length,
    },
    details: [...onDisk.hits, ...inDump, ...inLog],
  }
  await server.remove()
  await remove()
  await provider.stop()
  return outcome
}

/** @returns what the server itself gave out. */
async function useAll({ url }: OwnServer, secrets: Planted, baseUrl: string): Promise<Secret[]> {
  const jar = cookieJar()
  const owner = await signIn(url, jar)
  const { client } = owner
  const given: Secret[] = []
  const give = (name: string, value: string | undefined) => void (value && given.push({ name, value }))
  const refused = (request: Promise<unknown>) => request.catch(() => null)

  await addProvider(client, { baseUrl, apiKey: secrets.providerKey.value })
  const provider = { kind: 'compatible' as const, baseUrl, model: 'm', apiKey: secrets.failingKey.value }
  await refused(client.request('POST /api/v1/ai/providers/test', { body: { question: 'Hello?', provider } }))

  const workflowUrl = `${baseUrl}/webhook/drill`
  const settings = { url: workflowUrl, auth: { kind: 'header' as const, name: 'X-Shop' } }
  await client.request('POST /api/v1/ai/providers', {
    body: { kind: 'n8n', name: 'Workflow', settings, secret: secrets.workflowSecret.value },
  })
  const basic = { url: workflowUrl, auth: { kind: 'basic' as const, userName: 'shop' } }
  await refused(
    client.request('POST /api/v1/n8n/try', {
      body: { settings: basic, secret: secrets.triedSecret.value, question: 'Hello?' },
    }),
  )
  const signing = await client.request('POST /api/v1/n8n/signing-secret')
  give('secret that signs for workflows', signing.data.secret)
  const embedding = { kind: 'openai' as const, baseUrl, model: 'm', apiKey: secrets.embeddingKey.value }
  await refused(client.request('PUT /api/v1/knowledge/embeddings', { body: embedding }))

  const invitation = await client.request('POST /api/v1/team/invitations', { body: { email: 'colleague@example.com' } })
  give('link of an invitation', invitation.data.link?.split('#token=')[1])
  const key = await client.request('POST /api/v1/api-keys', {
    body: { name: 'Drill', scope: 'admin' },
    idempotencyKey: 'drill-key',
  })
  give('API key', key.data.secret)
  await fetch(`${url}/api/v1/chats`, { headers: { authorization: `Bearer ${key.data.secret}` } })
  const identity = await client.request('POST /api/v1/identity-keys', { idempotencyKey: 'drill-identity' })
  give('secret of the identity proof', identity.data.secret)

  const { email, password } = owner.account
  const twoFactor = await client.request('POST /api/v1/auth/2fa/setup', { body: { password } })
  give('secret of two-factor', twoFactor.data.secret)
  await refused(client.request('POST /api/v1/auth/2fa/verify', { body: { code: '000000' } }))
  await client.request('POST /api/v1/auth/password/change', {
    body: { currentPassword: password, password: secrets.password.value },
  })
  await client.request('POST /api/v1/auth/password/change', {
    body: { currentPassword: secrets.password.value, password: secrets.newPassword.value },
  })
  const visitor = createClient({ baseUrl: url })
  await refused(visitor.request('POST /api/v1/auth/login', { body: { email, password: secrets.wrongPassword.value } }))
  await visitor.request('POST /api/v1/auth/password/forgot', { body: { email } })
  await refused(
    visitor.request('POST /api/v1/auth/password/reset', {
      body: { token: secrets.inFragment.value, password: secrets.newPassword.value },
    }),
  )
  const params = { widgetKey: owner.widgetKey }
  const session = await visitor.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
  give('token of a visitor', session.data.token)
  await visitor.request('POST /api/v1/visitor/:widgetKey/messages', {
    params,
    body: { token: session.data.token, clientMessageId: 'drill-secret-1', text: 'Hello' },
  })
  for (const [name, value] of jar.cookies) give(`cookie ${name}`, value)
  await odd(url, secrets)
  return given
}

/** Requests that are refused, each with a secret where people leave them by mistake. */
async function odd(url: string, secrets: Planted): Promise<void> {
  const json = { 'content-type': 'application/json' }
  const tries: [string, RequestInit][] = [
    [`/api/v1/chats?token=${secrets.inQuery.value}&password=${secrets.inQuery.value}`, {}],
    ['/api/v1/chats', { headers: { authorization: `Bearer ${secrets.junkBearer.value}` } }],
    [
      '/api/v1/me',
      {
        headers: {
          cookie: `minichat_access=${secrets.junkCookie.value}; minichat_refresh=${secrets.junkCookie.value}`,
        },
      },
    ],
    [
      '/api/v1/auth/login',
      { method: 'POST', headers: json, body: `{"email":"a@b.co","password":"${secrets.inBody.value}"` },
    ],
    [
      '/api/v1/auth/register',
      {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ password: secrets.inBody.value, apiKey: [secrets.inBody.value] }),
      },
    ],
    [
      '/api/v1/auth/verify-email',
      { method: 'POST', headers: json, body: JSON.stringify({ token: secrets.inFragment.value }) },
    ],
    [
      '/metrics',
      { headers: { authorization: `Bearer ${secrets.metricsToken.value}`, 'x-forwarded-for': '203.0.113.1' } },
    ],
  ]
  for (const [path, init] of tries) await (await fetch(url + path, init)).arrayBuffer()
}

/** Says no, and repeats the key in its answer, as some do. Whatever speaks SMTP to it fails as well. */
async function startRefusingProvider() {
  const server = createServer((request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${request.headers.authorization}` } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** All rows of all tables, as a dump holds them. */
async function dumpAll(client: Parameters<Parameters<typeof inDatabase>[1]>[0]): Promise<Buffer> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows } = await client.query<{ text: string }>(`select row_to_json(t)::text as text from ${name} t`)
    parts.push(name, ...rows.map(({ text }) => text))
  }
  return Buffer.from(parts.join('\n'))
}

/** Sabotage: each part of a body that comes in is printed. */
const printsBodies = `--import=data:text/javascript,${encodeURIComponent(
  `import{IncomingMessage}from'node:http';const p=IncomingMessage.prototype.push;IncomingMessage.prototype.push=function(c,...r){if(c)process.stdout.write(String(c)+'\\n');return p.call(this,c,...r)}`,
)}`
