import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { InvalidConfig, readConfig } from './config.ts'

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems
    throw error
  }
}

test('nothing set is enough to develop with', () => {
  expect(readConfig({})).toMatchObject({
    env: 'development',
    port: 3000,
    host: '127.0.0.1',
    sample: true,
    servesApi: true,
    runsWorker: true,
  })
  expect(readConfig({ PORT: '', MINICHAT_ENV: ' ' })).toMatchObject({ port: 3000, env: 'development' })
  expect(readConfig({ MINICHAT_ENV: 'staging' }).sample).toBe(false)
})

test('all problems are told at once, each with its variable and what it must be', () => {
  const problems = problemsOf({
    PORT: '70000',
    MINICHAT_ENV: 'prod',
    DATABASE_URL: 'mysql://x',
    SECRET_KEY: 'short',
    ALLOWED_ORIGINS: 'https://ok.example, nonsense',
    MINICHAT_SAMPEL: 'on',
  })
  expect(problems).toHaveLength(6)
  for (const name of ['PORT', 'MINICHAT_ENV', 'DATABASE_URL', 'SECRET_KEY', 'ALLOWED_ORIGINS', 'MINICHAT_SAMPEL']) {
    expect(problems.some((problem) => problem.startsWith(name))).toBe(true)
  }
  expect(problems.find((problem) => problem.startsWith('MINICHAT_ENV'))).toContain(
    'development, staging, production, test',
  )
})

test('secrets are not repeated in problems', () => {
  expect(problemsOf({ DATABASE_URL: 'mysql://user:hunter2@host/db', SECRET_KEY: 'hunter2' }).join()).not.toContain(
    'hunter2',
  )
})

test('what needs each other is said', () => {
  expect(problemsOf({ MINICHAT_ROLE: 'worker' })[0]).toContain('DATABASE_URL')
  expect(problemsOf({ MINICHAT_ENV: 'production', DATABASE_URL: 'postgres://db/x' })).toHaveLength(2)
  expect(problemsOf({ DATABASE_MIGRATION_URL: 'postgres://db/x' })[0]).toContain('DATABASE_URL')
})

test('trusted proxies are addresses, ranges or a number of hops; anything else is named', () => {
  expect(readConfig({ TRUST_PROXY: '127.0.0.1, 10.0.0.0/8, 2001:db8::/32, ::1' }).trustProxy).toHaveLength(4)
  expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2)
  expect(readConfig({}).trustProxy).toEqual([])
  for (const [wrong, named] of [
    ['10.0.0.300', '"10.0.0.300"'],
    ['10.0.0.0/33', '"10.0.0.0/33"'],
    ['127.0.0.1, proxy.internal', '"proxy.internal"'],
    ['true', '"true"'],
    ['1, 2', '"1"'],
    ['0', '1 to 5'],
    ['0.0.0.0/0', 'everybody'],
    ['::/0', 'everybody'],
  ]) {
    expect(problemsOf({ TRUST_PROXY: wrong ?? '' })).toEqual([expect.stringContaining(named ?? '')])
  }
})

test('secrets may come from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minichat-config-'))
  const file = join(folder, 'url')
  writeFileSync(file, 'postgres://app@db/chat\n')
  expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://app@db/chat')
  expect(problemsOf({ DATABASE_URL_FILE: join(folder, 'missing') })[0]).toContain('DATABASE_URL_FILE')
  expect(problemsOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x/y' })[0]).toContain('both')
})

test('keys are told apart into the current one and old ones', () => {
  const [current, older, oldest] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64'))
  const env = { SECRET_KEY: current ?? '', SECRET_KEYS_OLD: `${older}, ${oldest}` }
  expect(readConfig(env).secretKeys).toEqual({
    current: Buffer.alloc(32, 1),
    old: [Buffer.alloc(32, 2), Buffer.alloc(32, 3)],
  })
  expect(problemsOf({ SECRET_KEYS_OLD: older ?? '' })[0]).toContain('needs SECRET_KEY')
  const [problem] = problemsOf({ ...env, SECRET_KEYS_OLD: `${older}, hunter2` })
  expect(problem).toMatch(/^SECRET_KEYS_OLD must be 32 random bytes/)
  expect(problem).not.toContain('hunter2')
})

test('mail leaves by one way, from a sender', () => {
  const from = { MAIL_FROM: 'Mali Ceramics <chat@mali.example>' }
  const smtp = 'smtp://mali:p%40ss@mail.example.com'
  expect(readConfig({}).mail).toBeNull()
  expect(readConfig({ ...from, MAIL_REPLY_TO: 'us@mali.example', SMTP_URL: smtp }).mail).toMatchObject({
    from: { name: 'Mali Ceramics', address: 'chat@mali.example' },
    replyTo: 'us@mali.example',
    via: {
      kind: 'smtp',
      server: {
        host: 'mail.example.com',
        port: 587,
        isSecure: false,
        tls: 'required',
        checksCertificate: true,
        login: { user: 'mali', password: 'p@ss' },
      },
    },
  })
  expect(readConfig({ ...from, SMTP_URL: 'smtps://mail.example.com' }).mail?.via).toMatchObject({
    server: { port: 465, isSecure: true, tls: 'optional', login: null },
  })
  expect(readConfig({ ...from, SES_REGION: 'ap-southeast-1' }).mail?.via).toEqual({
    kind: 'ses',
    region: 'ap-southeast-1',
  })
  expect(readConfig({ MAIL_FROM: 'a@b.example', SENDGRID_API_KEY: 'SG.x' }).mail).toMatchObject({
    from: { name: '', address: 'a@b.example' },
    via: { kind: 'sendgrid', apiKey: 'SG.x' },
  })
})

test('what is wrong with mail is said', () => {
  const from = { MAIL_FROM: 'a@b.example' }
  const one = (env: Record<string, string>) => {
    const problems = problemsOf(env)
    expect(problems).toHaveLength(1)
    return problems[0]
  }
  expect(one({ SMTP_URL: 'smtp://mail.example.com' })).toContain('MAIL_FROM is needed with SMTP_URL')
  expect(one(from)).toContain('need SMTP_URL, SES_REGION, SENDGRID_API_KEY')
  expect(one({ ...from, SMTP_URL: 'smtp://mail.example.com', SES_REGION: 'eu-west-1' })).toContain('keep one')
  expect(one({ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'Mali' })).toContain('must be like')
  for (const bad of [
    'https://mail.example.com',
    'smtp://',
    'smtp://x?tls=maybe',
    'smtp://x?tsl=off',
    'smtp://u:%E0@x',
  ]) {
    expect(one({ ...from, SMTP_URL: bad })).toMatch(/^SMTP_URL must be like [^]*\.$/)
  }
  expect(one({ ...from, SMTP_URL: 'smtp://mali:hunter2@x?tls=maybe' })).not.toContain('hunter2')
  expect(one({ ...from, SENDGRID_API_KEY: 'hunter2' })).not.toContain('hunter2')
})

test('a provider to sign in with needs all of its variables, and https in production', () => {
  const google = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' }
  const oidc = { OIDC_ISSUER: 'http://login.internal', OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'secret' }
  expect(readConfig({}).signInProviders).toEqual([])
  expect(readConfig({ ...google, ...oidc, OIDC_NAME: 'Staff' }).signInProviders).toMatchObject([
    { id: 'google', name: 'Google', issuer: 'https://accounts.google.com' },
    { id: 'oidc', name: 'Staff', issuer: 'http://login.internal' },
  ])
  const { GOOGLE_CLIENT_SECRET: _, ...half } = google
  expect(problemsOf(half)).toEqual([expect.stringContaining('GOOGLE_CLIENT_SECRET belong together')])
  expect(problemsOf({ ...oidc, MINICHAT_ENV: 'production', PUBLIC_URL: 'https://chat.example.com' })).toEqual([
    'OIDC_ISSUER must be https in production.',
  ])
  const file = join(mkdtempSync(join(tmpdir(), 'minichat-config-')), 'secret')
  writeFileSync(file, 'from a file\n')
  expect(readConfig({ GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET_FILE: file }).signInProviders).toMatchObject([
    { id: 'github', clientSecret: 'from a file', issuer: 'https://github.com' },
  ])
})

test('files go to the data folder, or to a bucket', () => {
  expect(readConfig({ DATA_DIR: '/srv/minichat' }).storage).toEqual({ kind: 'folder', path: '/srv/minichat/files' })
  expect(readConfig({ STORAGE_URL: 's3://office-files/mini/chat/' }).storage).toEqual({
    kind: 's3',
    bucket: 'office-files',
    prefix: 'mini/chat/',
    region: 'us-east-1',
    endpoint: null,
    credentials: null,
  })
  const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }
  const own = { STORAGE_URL: 's3://files', S3_ENDPOINT: 'http://minio:9000', S3_REGION: 'th-1', ...keys }
  expect(readConfig(own).storage).toMatchObject({
    prefix: '',
    region: 'th-1',
    endpoint: 'http://minio:9000',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  })
  for (const bad of ['s3://', 'https://bucket', 's3://Bucket', 's3://files/../other?x']) {
    expect(problemsOf({ STORAGE_URL: bad }).join()).toContain('STORAGE_URL must be like')
  }
  expect(problemsOf(keys).join()).toContain('need STORAGE_URL')
  expect(problemsOf({ STORAGE_URL: 's3://files', S3_ACCESS_KEY_ID: 'id' }).join()).toContain('belong together')
})

test('a malware scanner is named by its address', () => {
  expect(readConfig({}).clamd).toBeNull()
  expect(readConfig({ CLAMD_URL: 'tcp://clamav:3310' }).clamd).toEqual({ host: 'clamav', port: 3310 })
  expect(readConfig({ CLAMD_URL: 'tcp://[::1]:3310' }).clamd).toEqual({ host: '::1', port: 3310 })
  expect(readConfig({ CLAMD_URL: 'unix:///run/clamav/clamd.ctl' }).clamd).toEqual({ path: '/run/clamav/clamd.ctl' })
  for (const bad of ['clamav:3310', 'tcp://clamav', 'unix://run/clamd.ctl', 'http://clamav:3310']) {
    expect(problemsOf({ CLAMD_URL: bad }).join()).toContain('CLAMD_URL must be like')
  }
})
