import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { createClient, readEventStream } from '@minichat/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPassword } from './admin/read-password.ts'
import { runningEmbeddedUrl } from './platform/database/running-embedded.ts'
import { cookieJar, firstAccount, makeFirstAccount } from './testing/first-account.ts'
import { runAdmin, type ServerProcess, startServerProcess } from './testing/server-process.ts'
import { createTestDatabase } from './testing/test-database.ts'
import { asAdmin } from './testing/test-postgres.ts'

const { email, password } = firstAccount

/** A client of its own, so of its own session. */
function signIn(url: string, secret: string) {
  const client = createClient({ baseUrl: url, fetch: cookieJar().fetch })
  const answered = client.request('POST /api/v1/auth/login', { body: { email, password: secret } })
  return {
    client,
    answered,
    code: answered.then(
      () => 'ok',
      (error: { code: string }) => error.code,
    ),
  }
}

describe('on the embedded database', () => {
  let folder: string
  let env: Record<string, string>
  let server: ServerProcess
  let url: string
  let setupToken: string
  const admin = (line: string, stdin?: string) => runAdmin(line.split(' '), env, stdin)

  async function start() {
    server = startServerProcess(env)
    const ready = await server.ready
    url = ready.url
    setupToken = ready.setupToken ?? ''
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minichat-admin-'))
    env = { MINICHAT_ENV: 'test', DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'warn' }
    await start()
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('prints a set-up link while there is no account; the one printed before ends', async () => {
    const { code, output } = await admin('set-up-link')
    const token = /#token=(\S+)/.exec(output)?.[1] ?? ''
    expect(code).toBe(0)
    await expect(makeFirstAccount(url, setupToken)).rejects.toMatchObject({ code: 'INVALID_SETUP_LINK' })
    expect((await makeFirstAccount(url, token)).me.user.email).toBe(email)
    expect(await admin('set-up-link')).toMatchObject({ code: 1, output: expect.stringContaining('an account already') })
  })

  test('unlocks an account that too many wrong passwords have locked', async () => {
    for (let guess = 0; guess < 5; guess += 1) await signIn(url, 'Wrong-Horse-1').code
    expect(await signIn(url, password).code).toBe('ACCOUNT_LOCKED')
    expect((await admin('list')).output).toMatch(/mali@example\.com +Mali +yes +\d{4}-\d\d-\d\d \d\d:\d\d UTC/)
    expect((await admin('unlock Mali@Example.com')).code).toBe(0)
    expect((await admin('list')).output).not.toContain('UTC')
    expect(await signIn(url, password).code).toBe('ok')
  })

  test('turns two-factor off', async () => {
    expect((await admin(`disable-two-factor ${email}`)).output).toContain('has no second factor')
    const superuser = await runningEmbeddedUrl(env.DATA_DIR as string, 'postgres')
    await asAdmin(superuser, (client) =>
      client.query(
        `insert into two_factors (user_id, secret_sealed, confirmed_at) select id, 'sealed', now() from users where email = $1`,
        [email],
      ),
    )
    const { data } = await signIn(url, password).answered
    expect(data.status).toBe('two-factor')
    expect((await admin(`disable-two-factor ${email}`)).code).toBe(0)
    expect((await signIn(url, password).answered).data.status).toBe('signed-in')
  })

  test('makes somebody an operator', async () => {
    const superuser = await runningEmbeddedUrl(env.DATA_DIR as string, 'postgres')
    await asAdmin(superuser, (client) =>
      client.query(
        `insert into users (id, email, name, password_hash) values (gen_random_uuid(), 'noi@example.com', E'Noi\\x1b[2J', 'x')`,
      ),
    )
    expect((await admin('list')).output).toMatch(/noi@example\.com +Noi \[2J +no\n/)
    expect((await admin('make-operator noi@example.com')).code).toBe(0)
    expect((await admin('list')).output).toMatch(/noi@example\.com +Noi \[2J +yes +no\n/)
  })

  test('confirms an address, and takes a second factor off', async () => {
    expect((await admin('verify noi@example.com')).code).toBe(0)
    expect((await admin('list')).output).toMatch(/noi@example\.com +Noi \[2J +yes\n/)
    expect(await admin('disable-two-factor noi@example.com')).toMatchObject({
      code: 0,
      output: expect.stringContaining('has no second factor'),
    })
    expect((await admin('disable-two-factor nobody@example.com')).code).toBe(1)
  })

  test('resets a password and ends the sessions signed in with the old one', async () => {
    const before = signIn(url, password)
    await before.answered
    expect(await admin(`reset-password ${email}`, 'too weak\n')).toMatchObject({ code: 1 })
    expect(await admin(`reset-password ${email}`, '')).toMatchObject({
      code: 1,
      output: expect.stringContaining('nothing was changed'),
    })
    expect((await before.client.request('GET /api/v1/me')).data.user.email).toBe(email)

    const { code, output } = await admin(`reset-password ${email}`, 'New-Horse-8\n')
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/Sign-in sessions ended: [1-9]/) })
    expect(output).not.toContain('New-Horse-8')
    await expect(before.client.request('GET /api/v1/me')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect(await signIn(url, password).code).toBe('WRONG_CREDENTIALS')
    expect(await signIn(url, 'New-Horse-8').code).toBe('ok')
  })

  test('says what is wrong and ends with 1', async () => {
    const refused = async (line: string, stdin?: string) => {
      const { code, output } = await admin(line, stdin)
      expect(code).toBe(1)
      return output.trim()
    }
    expect(await refused('unlock nobody@example.com')).toMatch(/^There is no account nobody@example\.com\./)
    expect(await refused('reset-password nobody@example.com', 'New-Horse-8\n')).toMatch(/^There is no account/)
    expect(await refused('unlock')).toBe('Use: npm run admin -- unlock <email>')
    expect(await refused('constructor')).toMatch(/^There is no command "constructor"/)
    env = { ...env, DATA_DIR: join(folder, 'empty') }
    expect(await refused('list')).toMatch(/^There is no database in .*empty yet/)
    env = { ...env, DATA_DIR: join(folder, 'data') }
    expect(await readdir(folder)).toEqual(['data'])
  })

  test('works while the server is stopped, and leaves the folder free for it', async () => {
    await server.stop()
    expect((await admin('list')).output).toMatch(/mali@example\.com/)
    expect((await admin(`reset-password ${email}`, 'Third-Horse-9')).code).toBe(0)
    await start()
    expect(await signIn(url, 'Third-Horse-9').code).toBe('ok')
  })
})

test('on another database, a reset ends the streams that a running server holds open for that person', async () => {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'minichat-admin-'))
  const env = {
    MINICHAT_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    DATABASE_URL: database.urls.migration,
  }
  const server = startServerProcess(env)
  try {
    const { url, setupToken } = await server.ready
    const { client } = await makeFirstAccount(url, setupToken ?? '')
    const types: string[] = []
    for await (const event of readEventStream<{ type: string }>(await client.stream('GET /api/v1/inbox/stream'), {
      silenceMs: 10_000,
    })) {
      types.push(event.type)
      if (event.type === 'ready') expect((await runAdmin(['reset-password', email], env, 'New-Horse-8\n')).code).toBe(0)
    }
    expect(types).toEqual(['ready'])
    await expect(client.request('GET /api/v1/me')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  } finally {
    await server.stop()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
})

test('without a command it tells what there is', async () => {
  for (const words of [[], ['help']]) {
    const { code, output } = await runAdmin(words, {})
    expect(code).toBe(0)
    for (const name of ['list', 'make-operator <email>', 'reset-password <email>', 'unlock <email>', 'set-up-link']) {
      expect(output).toContain(`npm run admin -- ${name}`)
    }
  }
})

describe('asking on a terminal', () => {
  async function ask(...typed: string[]) {
    const input = Object.assign(new PassThrough(), { isTTY: true })
    const output = new PassThrough()
    const answered = readPassword(input, output).catch((error: Error) => error.message)
    for (const line of typed) input.write(line)
    const result = await answered
    return { result, shown: String(output.read() ?? '') }
  }

  test('a password is asked for twice and never shown', async () => {
    const { result, shown } = await ask('New-Horsf\x7fe-8\r', 'New-Horse-8\r')
    expect(result).toBe('New-Horse-8')
    expect(shown).toBe('New password: \nThe same again: \n')
  })

  test('two different ones, none, and a Ctrl-C change nothing', async () => {
    expect((await ask('New-Horse-8\r', 'New-Horse-9\r')).result).toMatch(/not the same/)
    expect((await ask('\r')).result).toMatch(/No password/)
    expect((await ask('New-\x03')).result).toMatch(/No password/)
    expect((await ask(`${'Long-Horse-8'.repeat(7)}\r`.repeat(2))).result).toMatch(/At most 72 bytes/)
  })
})
