import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startClamd } from '../apps/server/src/testing/clamd.ts'
import { says, startFakeProvider } from '../apps/server/src/testing/fake-provider.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { root } from '../scripts/tools.ts'
import { tryAccount } from './newcomer/account-rows.ts'
import { tryApi } from './newcomer/api-rows.ts'
import { curl } from './newcomer/curl.ts'
import { createReport, must } from './newcomer/report.ts'
import { type Language, openScreen } from './newcomer/screen.ts'
import { trySignIn } from './newcomer/sign-in-rows.ts'
import { tryHttps, tryStorage } from './newcomer/storage-rows.ts'
import { walkIdentity, walkTeam } from './newcomer/team.ts'
import { tryTrust } from './newcomer/trust-rows.ts'
import { type Person, type Walked, walk } from './newcomer/walk.ts'
import { openBrowser } from './tools/browser.ts'
import { openMailbox } from './tools/mails.ts'
import { launchProduct } from './tools/product.ts'

/**
 * Everything about accounts, keys and walls, tried as somebody new would: with nothing but the screens and the mails, in
 * English and on a phone in Thai, and by curl. Prints a line for each row; ends with 1 when one is not as it must be.
 */
const pictures = join(root, 'e2e/screenshots/newcomer')
const people: Record<Language, Person> = {
  en: {
    name: 'Somchai',
    email: 'somchai@baandin.example',
    workspaceName: 'Baan Din',
    password: 'Kettle-Orchid-93',
    nextPassword: 'Lantern-Mango-58',
  },
  th: {
    name: 'สมหญิง',
    email: 'somying@baandin.example',
    workspaceName: 'บ้านดิน',
    password: 'Copper-Willow-41',
    nextPassword: 'Marble-Sparrow-66',
  },
}
const stranger = { email: 'stranger@example.com', password: 'Harbour-Violin-27' }
const parallel = { email: 'parallel@example.com', password: 'Kettle-Orchid-93' }
const changing = { email: 'changing@example.com', password: 'Kettle-Orchid-93' }

const report = createReport()
const model = await startFakeProvider('openai', says('Is there anything else that I can do for you?'))
const clamd = await startClamd()
const folder = await mkdtemp(join(tmpdir(), 'minichat-newcomer-'))
const product = launchProduct({
  MINICHAT_SAMPLE: 'off',
  REGISTRATION: 'open',
  TRUST_PROXY: '127.0.0.1',
  ALLOWED_ORIGINS: 'https://console.example',
  OUTGOING_ALLOW: model.host,
  CLAMD_URL: clamd.url,
})
const browser = await openBrowser()
try {
  await product.ready
  const url = product.url()
  const first = await makeFirstAccount(url, product.setupToken())
  const walked = {} as Record<Language, Walked>
  for (const language of ['en', 'th'] as const) {
    const screen = await openScreen(browser, url, language, pictures)
    walked[language] = await walk(screen, url, people[language], report)
    const colleague = await openScreen(browser, url, language, join(pictures, 'colleague'))
    await walkTeam(screen, colleague, url, `malee-${language}@example.com`, report)
    await walkIdentity(screen, url, report)
    await Promise.all([screen, colleague].map(({ context }) => context.close()))
  }
  for (const [at, one] of [stranger, parallel, changing].entries()) await makeAccount(one, `198.51.100.${60 + at}`)
  const { email, password } = { email: first.me.user.email, password: 'Correct-Horse-7' }
  const setting = { url, folder, email, password, workspaceId: first.workspaceId }
  await tryApi(setting, report)
  await tryTrust(setting, model, report)
  await tryAccount(setting, changing.email, report)
  await trySignIn(setting, report, letIn)
  const { email: address, nextPassword } = people.en
  await tryStorage(product, { email: address, password: nextPassword, ...walked.en }, report)
} finally {
  await browser.close()
  await product.stop()
  await model.stop()
  await clamd.stop()
  await rm(folder, { recursive: true, force: true })
}
await tryHttps(report)
if (!report.print()) process.exitCode = 1
console.log(`Pictures are in ${pictures}.`)

/** Somebody with a workspace of their own, by curl and the link of the mail. */
async function makeAccount({ email, password }: { email: string; password: string }, from: string): Promise<void> {
  const body = { name: 'Somebody', email, password, workspaceName: 'Elsewhere' }
  const made = await curl(`${product.url()}/api/v1/auth/register`, { body, from })
  must(made.status === 201, `registering ${email}: ${made.status} ${made.code}`)
  const token = await tokenMailed(email, 'verify-email')
  const verified = await curl(`${product.url()}/api/v1/auth/verify-email`, { body: { token }, from })
  must(verified.status === 200, `verifying ${email}: ${verified.status} ${verified.code}`)
}

async function tokenMailed(to: string, kind: 'verify-email'): Promise<string> {
  const mailbox = await openMailbox(product.dataDir)
  try {
    const deadline = Date.now() + 20_000
    for (;;) {
      const letter = await mailbox.newest(to, kind)
      if (letter) return /#token=(.+)/.exec(letter.url)?.[1] ?? ''
      must(Date.now() < deadline, `no ${kind} mail to ${to}`)
    }
  } finally {
    await mailbox.close()
  }
}

/** By the link in the mail that tells of the lock. */
async function letIn(to: string): Promise<void> {
  const { context, words, followMail, shoot } = await openScreen(browser, product.url(), 'en', join(pictures, 'locked'))
  const page = await followMail(to, 'account-locked')
  await page.getByText(words.entry.unlocked(to)).waitFor()
  await shoot('unlocked', page)
  await context.close()
}
