import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient, readEventStream } from '@minichat/client'
import type { ChatEvent, Me, Message, Role, SignInResult, VisitorSession } from '@minichat/contracts'
import { runOnce, type TaskList, Logger as WorkerLogger } from 'graphile-worker'
import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import type { ResolveDns } from '../modules/chat-mail/index.ts'
import { createDatabase } from '../platform/database/database.ts'
import type { LetterName } from '../platform/mail/letters.ts'
import { valuesPlace } from '../platform/mail/mail.ts'
import type { Module } from '../platform/module.ts'
import { createHub } from '../platform/realtime/hub.ts'
import { createSecrets } from '../platform/secrets/secrets.ts'
import { createLog } from '../platform/telemetry/log.ts'
import { cookieJar } from './first-account.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

export type TestApp = Awaited<ReturnType<typeof startTestApp>>

const password = 'Correct-Horse-7'

/**
 * The whole server on a database of its own, listening on a free port, with its workers running.
 * @param env configuration beyond the tests' own.
 * @param more another server whose database it shares, whether it works on it, and the names that it finds of senders.
 */
export async function startTestApp(
  env: Record<string, string> = {},
  more: {
    beside?: { database: TestDatabase; masterKey: Buffer; dataDir: string }
    isWorking?: boolean
    resolveDns?: ResolveDns
  } = {},
) {
  const { beside, isWorking = true } = more
  const database = beside?.database ?? (await createTestDatabase())
  const dataDir = beside?.dataDir ?? (await mkdtemp(join(tmpdir(), 'minichat-test-')))
  const config = readConfig({ MINICHAT_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...env })
  const log = createLog(config.logLevel)
  const db = createDatabase({ connectionString: database.urls.app, maxConnections: 6, log })
  const hub = await createHub(log, null)
  const masterKey = beside?.masterKey ?? randomBytes(32)
  const secrets = createSecrets(masterKey)
  let url = ''
  let offsetMs = 0
  const app = await createApp({
    config,
    db,
    hub,
    redis: null,
    log,
    masterKey,
    isAlone: false,
    publicUrl: () => url,
    nowMs: () => Date.now() + offsetMs,
    ...(more.resolveDns ? { resolveDns: more.resolveDns } : {}),
  })
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`
  if (isWorking) app.startWorkers()

  let halting: Promise<void> | undefined
  const halt = () => (halting ??= app.stop())
  async function stop() {
    await halt()
    await hub.close()
    await db.close()
    if (beside) return
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }

  return {
    app,
    db,
    hub,
    url,
    env,
    masterKey,
    database,
    dataDir,
    given: given(url, app.makeSetupToken),
    /** Runs a job by name, as its worker would. */
    runJob: async (name: string, payload: Record<string, unknown> = {}) => {
      const handle = app.modules.find((module) => module.jobs?.[name])?.jobs?.[name]
      if (!handle) throw new Error(`There is no job ${name}.`)
      await handle(payload, { signal: new AbortController().signal })
    },
    /** Runs the jobs that are due, as a worker would. */
    runQueue: () => runQueue(app.modules, database.urls.worker),
    /** Moves the server's clock forward. */
    passTime: (ms: number) => {
      offsetMs += ms
    },
    /** What was queued to be mailed to an address, oldest first. */
    mailsTo: async (
      address: string,
    ): Promise<{ template: LetterName; locale: string; values: Record<string, string> }[]> => {
      const rows = await db.query<{ id: string; template: LetterName; locale: string; values_sealed: string }>(
        'select id, template, locale, values_sealed from mails where to_address = $1 order by id',
        [address],
      )
      return rows.map(({ id, template, locale, values_sealed }) => ({
        template,
        locale,
        values: JSON.parse(secrets.open(values_sealed, valuesPlace(id))),
      }))
    },
    /** It stops as on SIGTERM; its database stays. */
    halt,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function runQueue(modules: readonly Module[], connectionString: string): Promise<void> {
  const handlers: NonNullable<Module['jobs']> = Object.assign({}, ...modules.map((module) => module.jobs ?? {}))
  const { signal } = new AbortController()
  const taskList: TaskList = {}
  for (const [name, handle] of Object.entries(handlers)) {
    taskList[name] = (payload) => handle((payload ?? {}) as Record<string, unknown>, { signal })
  }
  const logger = new WorkerLogger(() => () => {})
  await runOnce({ connectionString, taskList, noHandleSignals: true, logger })
}

/** Somebody signed in, with a client that carries their cookies and renews them as a browser does. */
export type Person = {
  me: Me
  client: Client
  /** As they are at the moment. */
  readonly cookie: string
  jar: ReturnType<typeof cookieJar>
  workspaceId: string
  email: string
  password: string
}

function given(url: string, makeSetupToken: () => Promise<string | null>) {
  async function signedIn(path: string, body: object): Promise<Person> {
    const jar = cookieJar()
    const response = await jar.fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    type Answer = {
      success: boolean
      data: Me | SignInResult | { workspaceId: string; me: Me }
      error?: { code: string }
    }
    const answer = (await response.json()) as Answer
    if (!answer.success) throw new Error(`Signing in failed: ${answer.error?.code}`)
    if ('status' in answer.data && answer.data.status !== 'signed-in')
      throw new Error('Signing in takes a second step.')
    const me = 'me' in answer.data ? answer.data.me : answer.data
    const workspaceId = 'workspaceId' in answer.data ? answer.data.workspaceId : (me.workspaces[0]?.id ?? '')
    return {
      me,
      get cookie() {
        return jar.header()
      },
      jar,
      workspaceId,
      client: createClient({ baseUrl: url, workspaceId: () => workspaceId, fetch: jar.fetch, renews: true }),
      email: me.user.email,
      password,
    }
  }

  return {
    /** The first account: owner of a workspace, and operator. */
    async owner(): Promise<Person> {
      const token = await makeSetupToken()
      return signedIn('/api/v1/setup', {
        token,
        name: 'Mali',
        email: 'mali@example.com',
        password,
        workspaceName: 'Mali Ceramics',
      })
    },
    /** Somebody new in the workspace of another person, by an invitation's link. */
    async colleague(inviter: Person, role: Role, email = `${role}@example.com`): Promise<Person> {
      const { data } = await inviter.client.request('POST /api/v1/team/invitations', { body: { email, role } })
      const invitationToken = new URLSearchParams(new URL(data.link ?? '').hash.slice(1)).get('token')
      const name = email.split('@')[0]
      return signedIn('/api/v1/invitations/accept-new', { token: invitationToken, name, password })
    },
    signIn: (email: string, secret = password) => signedIn('/api/v1/auth/login', { email, password: secret }),
    /** A visitor on a page, with a token and nothing stored yet. */
    async visitor(owner: Person, origin?: string) {
      const { data } = await owner.client.request('GET /api/v1/widgets')
      return startVisitor(url, data[0]?.key ?? '', origin)
    },
  }
}

export function clientWith(url: string, cookie: string, workspaceId: string | null): Client {
  return createClient({
    baseUrl: url,
    workspaceId: () => workspaceId,
    fetch: (input, init) =>
      fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie } }),
  })
}

export type TestVisitor = Awaited<ReturnType<typeof startVisitor>>

let made = 0
/** A client message id that was not used before. */
export const newClientMessageId = () => `m-test-${process.pid}-${(made += 1)}`

type Answered<T> = { status: number; code: string | null; data: T }

/** Speaks as a widget does: JSON as text/plain, the token in the body. */
export async function startVisitor(url: string, widgetKey: string, origin?: string) {
  const base = `${url}/api/v1/visitor/${widgetKey}`
  const headers = { 'content-type': 'text/plain;charset=UTF-8', ...(origin ? { origin } : {}) }
  const post = (path: string, body: object, signal?: AbortSignal) =>
    fetch(`${base}/${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal })
  const ok = async <T>(response: Response): Promise<T> => {
    const answer = (await response.json()) as { success: boolean; data: T; error?: { code: string } }
    if (!answer.success) throw new Error(answer.error?.code)
    return answer.data
  }

  let token = (await ok<VisitorSession>(await post('session', {}))).token
  const visitor = {
    widgetKey,
    base,
    post,
    get token() {
      return token
    },
    /** Does something with its token, and says how that was answered. */
    async call<T = Message>(path: string, body: object = {}): Promise<Answered<T>> {
      const response = await post(path, { token, ...body })
      const answer = (await response.json()) as { data: T; error?: { code: string } }
      return { status: response.status, code: answer.error?.code ?? null, data: answer.data }
    },
    /** The same, where nothing else than success will do. */
    act: async <T = Message>(path: string, body: object = {}): Promise<T> =>
      ok<T>(await post(path, { token, ...body })),
    async resume(more: object = {}): Promise<VisitorSession> {
      const session = await ok<VisitorSession>(await post('session', { token, ...more }))
      token = session.token
      return session
    },
    say: async (text: string, more: object = {}): Promise<Message> =>
      ok<Message>(await post('messages', { token, clientMessageId: newClientMessageId(), text, ...more })),
    /** Events of the live stream from a number on, until the caller stops listening. */
    async *stream(after = 0, signal?: AbortSignal): AsyncGenerator<ChatEvent> {
      const response = await post('stream', { token, after }, signal)
      if (!response.ok) throw new Error(`The stream was refused: ${response.status}`)
      yield* readEventStream<ChatEvent>(response)
    },
    /** The first AI message after a number. */
    async answerAfter(seq: number): Promise<Message> {
      for await (const event of visitor.stream(seq, AbortSignal.timeout(20_000))) {
        if (event.type === 'message.created' && event.message.author.kind === 'ai') return event.message
      }
      throw new Error('The stream ended without an answer.')
    },
  }
  return visitor
}
