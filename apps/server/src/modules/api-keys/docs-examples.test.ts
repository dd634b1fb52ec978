import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { makeKey } from '../../testing/api-keys.ts'
import { startTestApp } from '../../testing/test-app.ts'

const docs = readFileSync(fileURLToPath(new URL('../../../../../docs/api-keys.md', import.meta.url)), 'utf8')
const examples = [...docs.matchAll(/^```sh\n(.*?)^```/gms)]
  .map(([, code = '']) => code)
  .filter((code) => code.includes('curl'))

test('the examples of the docs do what they say', async () => {
  await using server = await startTestApp()
  const { secret } = await makeKey(await server.given.owner(), 'write')
  const env = { PATH: process.env.PATH ?? '', MINICHAT_URL: server.url, MINICHAT_KEY: secret }
  const answers: string[] = []
  for (const code of examples) {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', code], { env })
    answers.push(stdout)
  }
  expect(answers).toEqual([
    expect.stringContaining('"scope":"write"'),
    expect.stringContaining('"success":true'),
    expect.stringContaining('Do you wrap gifts?'),
    expect.stringContaining('"type":"ready"'),
  ])
})
