import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { appRole } from '../../apps/server/src/platform/database/role-names.ts'
import { runningEmbeddedUrl } from '../../apps/server/src/platform/database/running-embedded.ts'
import { freePort } from '../../apps/server/src/testing/free-port.ts'
import { runRotation } from '../../apps/server/src/testing/server-process.ts'
import { launchProduct, type Product } from '../tools/product.ts'
import { curl, curlMany } from './curl.ts'
import { must, type Report } from './report.ts'
import type { Walked } from './walk.ts'

/** Files of the data folder in which this text stands. */
async function filesWith(text: string, dataDir: string): Promise<string[]> {
  const search = promisify(execFile)('grep', ['-rlaF', text, dataDir])
  // It ends with 1 when there is none.
  const found = await search.catch((error: { code: number; stdout: string }) => {
    if (error.code === 1) return error
    throw error
  })
  return found.stdout.split('\n').filter((line) => line !== '')
}

/** What is kept, as somebody sees it who has got hold of the data folder. */
export async function tryStorage(
  product: Product,
  person: { email: string; password: string } & Walked,
  report: Report,
) {
  const { dataDir } = product
  const { email, password, totpSecret, apiKey } = person

  await report.row('F1.3.3', async () => {
    const client = new Client({ connectionString: await runningEmbeddedUrl(dataDir, appRole) })
    await client.connect()
    const { rows } = await client.query('select password_hash from users where email = $1', [email])
    await client.end()
    const start = String(rows[0]?.password_hash).slice(0, 7)
    must(/^\$2[aby]\$12\$$/.test(start), `a hash begins with ${start}`)
    const guesses = curlMany(`${product.url()}/api/v1/auth/login`, 8, {
      body: { email: 'nobody@example.com', password },
    })
    let slowestMs = 0
    let asked = 0
    let isDone = false
    void guesses.finally(() => {
      isDone = true
    })
    while (!isDone) {
      const startedAt = performance.now()
      await (await fetch(`${product.url()}/health/live`)).text()
      slowestMs = Math.max(slowestMs, performance.now() - startedAt)
      asked += 1
    }
    await guesses
    // A hash takes longer than this on any machine, so that the loop cannot have waited for one.
    must(asked > 10, `only ${asked} answers while passwords were checked`)
    return `hashes begin with ${start}; while 8 were checked, ${asked} other requests were answered, the slowest in ${Math.round(slowestMs)} ms`
  })

  await report.row('F1.6.1', async () => {
    must(totpSecret !== '' && apiKey !== '', 'there is no secret to look for')
    must((await filesWith(email, dataDir)).length > 0, 'the search does not even find an address')
    for (const secret of [totpSecret, apiKey, password]) {
      const found = await filesWith(secret, dataDir)
      must(found.length === 0, `a secret stands readable in ${found.join(', ')}`)
    }
    const keyFile = join(dataDir, 'secret.key')
    await writeFile(keyFile, `${randomBytes(32).toString('base64')}\n${await readFile(keyFile, 'utf8')}`)
    await product.killHard()
    await product.restart()
    // A server that was killed counts for a minute and a half as one that does not know the new key.
    const deadline = Date.now() + 150_000
    let rotation = await runRotation([], { DATA_DIR: dataDir })
    while (rotation.code !== 0 && Date.now() < deadline) rotation = await runRotation([], { DATA_DIR: dataDir })
    must(rotation.code === 0, rotation.output.slice(-300))
    const { data } = await curl(`${product.url()}/api/v1/auth/login`, { body: { email, password } })
    must(data?.status === 'two-factor', 'after rotating, two-factor is gone')
    return 'key, password and TOTP secret are nowhere in the data folder; secrets:rotate seals all anew'
  })
}

/** A server as it runs for real, behind a proxy that speaks HTTPS. */
export async function tryHttps(report: Report): Promise<void> {
  // Where it really listens: what it says of its address is what people type.
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const product = launchProduct({
    PORT: String(port),
    MINICHAT_ENV: 'production',
    MINICHAT_SAMPLE: 'off',
    PUBLIC_URL: 'https://chat.example.com',
    TRUST_PROXY: '127.0.0.1',
  })
  try {
    await product.ready
    await report.row('F1.6.2', async () => {
      const by = (proto: string) => ({ 'x-forwarded-proto': proto, 'x-forwarded-for': '198.51.100.50' })
      const http = await curl(`${url}/sign-in`, { headers: by('http') })
      must(
        http.status === 308 && http.header('location') === 'https://chat.example.com/sign-in',
        `http: ${http.status}`,
      )
      const https = await curl(`${url}/sign-in`, { headers: by('https') })
      const hsts = https.header('strict-transport-security')
      must(https.status === 200 && hsts !== null, `https: ${https.status}, hsts ${hsts}`)
      const account = {
        name: 'Mali',
        email: 'mali@example.com',
        password: 'Kettle-Orchid-93',
        workspaceName: 'Mali Ceramics',
        token: product.setupToken(),
      }
      const setUp = await curl(`${url}/api/v1/setup`, { headers: by('https'), body: account })
      must(setUp.cookies.length > 0 && setUp.cookies.every((cookie) => /; Secure/i.test(cookie)), setUp.cookies.join())
      return `in production http is sent to https (308), which says ${hsts}; cookies are Secure`
    })
  } finally {
    await product.stop()
  }
}
