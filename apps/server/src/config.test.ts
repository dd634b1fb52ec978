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

test('secrets may come from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minichat-config-'))
  const file = join(folder, 'url')
  writeFileSync(file, 'postgres://app@db/chat\n')
  expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://app@db/chat')
  expect(problemsOf({ DATABASE_URL_FILE: join(folder, 'missing') })[0]).toContain('DATABASE_URL_FILE')
  expect(problemsOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x/y' })[0]).toContain('both')
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
