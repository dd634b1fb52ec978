import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const run = promisify(execFile)
const documentation = await readFile(new URL('../../../../../docs/visitor-identity.md', import.meta.url), 'utf8')

let server: TestApp
let owner: Person
let folder = ''
let names = { keyId: '', secret: '', widgetKey: '' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minichat-snippet-'))
  server = await startTestApp()
  owner = await server.given.owner()
  const { data } = await owner.client.request('POST /api/v1/identity-keys')
  const [widget] = (await owner.client.request('GET /api/v1/widgets')).data
  names = { keyId: data.key.id, secret: data.secret, widgetKey: widget?.key ?? '' }
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The code of the documentation that signs, in a language, with this workspace's names in it. */
function documented(language: string): string {
  const blocks = [...documentation.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))]
  const code = blocks.map(([, text = '']) => text).find((text) => text.includes('KEY-ID'))
  if (!code) throw new Error(`The documentation has no code in ${language}.`)
  return code.replaceAll('KEY-ID', names.keyId).replaceAll('WIDGET-KEY', names.widgetKey)
}

const mali = { id: '1842', name: 'มะลิ "Mali" \\ O’Hara', email: 'mali@example.com' }
const quoted = [mali.id, mali.name, mali.email].map((text) => JSON.stringify(text)).join(', ')
/** Where a string in quotes would put variables in. */
const literal = [mali.id, mali.name, mali.email].map((text) => `'${text.replace(/[\\']/g, '\\$&')}'`).join(', ')

const languages: { name: string; command: string; file: string; code: () => string; args?: string[] }[] = [
  {
    name: 'js',
    command: process.execPath,
    file: 'sign.mjs',
    code: () => `${documented('js')}\nprocess.stdout.write(chatToken(${JSON.stringify(mali)}))`,
  },
  {
    name: 'python',
    command: 'python3',
    file: 'sign.py',
    code: () => `${documented('python')}\nprint(chat_token(${literal}), end='')`,
  },
  { name: 'php', command: 'php', file: 'sign.php', code: () => `${documented('php')}\necho chat_token(${literal});` },
  {
    name: 'go',
    command: 'go',
    file: 'sign.go',
    args: ['run'],
    code: () =>
      `${documented('go').replace('package chat', 'package main')}\nfunc main() { t, _ := Token(${quoted}); print(t) }`,
  },
]

const isThere = async (command: string) =>
  run(command, [command === 'go' ? 'version' : '--version']).then(
    () => true,
    () => false,
  )

for (const { name, command, file, code, args = [] } of languages)
  test.skipIf(!(await isThere(command)))(`the documented code in ${name} signs a token that is taken`, async () => {
    const path = join(folder, file)
    await writeFile(path, code())
    const env = { ...process.env, MINICHAT_IDENTITY_SECRET: names.secret }
    const { stdout, stderr } = await run(command, [...args, path], { env })
    // Go prints to the other one.
    const body = { token: stdout || stderr, widgetKey: names.widgetKey }
    const { data } = await owner.client.request('POST /api/v1/identity-keys/test', { body })
    expect(data).toMatchObject({
      problem: null,
      identity: { externalId: mali.id, name: mali.name, email: mali.email },
    })
  })
