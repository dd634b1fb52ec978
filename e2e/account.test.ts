import { Secret, TOTP } from 'otpauth'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstAccount, makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { openMailbox } from './tools/mails.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage(() => ({ REGISTRATION: 'open' }))
let mailbox: Awaited<ReturnType<typeof openMailbox>>
beforeAll(async () => {
  await makeFirstAccount(stage.url(), stage.product().setupToken())
  mailbox = await openMailbox(stage.product().dataDir)
})
afterAll(() => mailbox?.close())

const person = { name: 'Somchai', email: 'somchai@baandin.example', workspaceName: 'Baan Din' }
const firstPassword = 'Kettle-Orchid-93'
const secondPassword = 'Lantern-Mango-58'

/** By its name: browsers make no passkeys for bare addresses. */
const home = () => stage.url().replace('127.0.0.1', 'localhost')

async function linkIn(kind: 'verify-email' | 'password-reset'): Promise<string> {
  await expect.poll(() => mailbox.newest(person.email, kind), { timeout: patienceMs }).not.toBeNull()
  const { url } = (await mailbox.newest(person.email, kind)) ?? { url: '' }
  return url.replace('127.0.0.1', 'localhost')
}

async function writePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('E-mail or username').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail or username').waitFor()
}

/** A code that was not used before: the next one, where the app would still show the last. */
function appWith(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  let last = 0
  return async (): Promise<string> => {
    await expect.poll(() => totp.counter(), { timeout: 35_000, interval: 250 }).toBeGreaterThan(last)
    last = totp.counter()
    return totp.generate()
  }
}

async function giveDialog(page: Page, password: string, button: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: button }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('from registering to two-factor, a trusted device, an ended session and a new password', {
  timeout: 240_000,
}, async () => {
  const context = await stage.newContext()
  const page = await context.newPage()
  await page.goto(`${home()}/sign-in`)
  await page.getByRole('link', { name: 'Make one' }).click()
  await page.getByLabel('Your name').fill(person.name)
  await page.getByLabel('E-mail', { exact: true }).fill(person.email)
  await page.getByLabel('Workspace name').fill(person.workspaceName)
  const password = page.getByLabel('Password', { exact: true })
  await password.fill('Password1!')
  await page.getByText('Weak', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Make account' }).click()
  await page.getByText('This is easy to guess').waitFor()
  await password.fill(firstPassword)
  await page.getByRole('button', { name: 'Make account' }).click()
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  await page.getByRole('button', { name: /Send again in \d+ s/ }).waitFor()

  // Before the address is confirmed the right password opens nothing, and says why.
  await page.goto(`${home()}/sign-in`)
  await writePassword(page, firstPassword)
  await page.getByRole('alert').getByText('Confirm your address first').waitFor()

  await page.goto(await linkIn('verify-email'))
  await page.getByText(`${person.email} is confirmed`).waitFor()
  expect(page.url()).toBe(`${home()}/verify-email`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await writePassword(page, firstPassword)
  await page.waitForURL('**/chats')
  await page.getByText(person.workspaceName).first().waitFor()

  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await page.getByRole('link', { name: 'Security' }).click()
  await page.getByRole('button', { name: 'Set up' }).click()
  await giveDialog(page, firstPassword, 'Set up')
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Scan this')
  const codeOf = appWith((await page.locator('code').innerText()).replaceAll(' ', ''))
  await page.getByLabel('Then write the code').fill(await codeOf())
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('heading', { name: 'Keep these backup codes' }).waitFor()
  const backupCode = await page
    .locator('ul li')
    .filter({ hasText: /^[a-z0-9]{3,}-/i })
    .first()
    .innerText()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText(/Backup codes left: \d+/).waitFor()

  await signOut(page)
  await writePassword(page, firstPassword)
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('This code is wrong').waitFor()
  await page.getByLabel('Code', { exact: true }).fill(await codeOf())
  await page.getByLabel('Trust this device for 30 days').check()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.waitForURL('**/chats')

  await signOut(page)
  await writePassword(page, firstPassword)
  await page.waitForURL('**/chats')

  const { page: elsewhere } = await signInElsewhere(backupCode)
  await page.goto(`${home()}/account/sessions`)
  await page.getByText('This device', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^Sign out .+, / }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await elsewhere.getByLabel('E-mail or username').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByLabel('E-mail', { exact: true }).fill(person.email)
  await page.getByRole('button', { name: 'Send link' }).click()
  await page.getByText(`If ${person.email} has an account here`).waitFor()
  await page.goto(await linkIn('password-reset'))
  await page.getByLabel('New password').waitFor()
  expect(page.url()).toBe(`${home()}/reset-password`)
  await page.getByLabel('New password').fill(firstPassword)
  await page.getByRole('button', { name: 'Save password' }).click()
  await page.getByText('one of your last five passwords').waitFor()
  await page.getByLabel('New password').fill(secondPassword)
  await page.getByRole('button', { name: 'Save password' }).click()
  await page.getByText(`The password of ${person.email} is changed`).waitFor()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await writePassword(page, secondPassword)
  // Trust went with 'sign out everywhere'.
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
})

async function signInElsewhere(backupCode: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await stage.newContext()
  const page = await context.newPage()
  await page.goto(`${home()}/sign-in`)
  await writePassword(page, firstPassword)
  await page.getByRole('button', { name: 'Use a backup code' }).click()
  await page.getByLabel('Backup code').fill(backupCode)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.waitForURL('**/chats')
  return { context, page }
}

test('a passkey is added, signs in without password, and is removed', async () => {
  const context = await stage.newContext()
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const { email, password } = firstAccount
  await context.request.post(`${home()}/api/v1/auth/login`, { data: { email, password } })
  await page.goto(`${home()}/account/security`)
  await page.getByLabel('Name for a new passkey').fill('Desk computer')
  await page.getByRole('button', { name: 'Add passkey' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('Wrong-Horse-7')
  await dialog.getByRole('button', { name: 'Add passkey' }).click()
  await dialog.getByText('The password is wrong.').waitFor()
  await giveDialog(page, password, 'Add passkey')
  await page.getByText('Desk computer', { exact: true }).waitFor()

  // With a finger on the sensor, what the browser offers beside the first field is taken at once.
  await page.getByRole('button', { name: /^Account/ }).click()
  // Listened for before, as it may be over in a moment.
  const signedOut = page.waitForURL('**/sign-in')
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await signedOut
  await page.waitForURL('**/chats')

  // By the button, in a browser that offers nothing by itself.
  await page.addInitScript(() =>
    Object.assign(PublicKeyCredential, { isConditionalMediationAvailable: async () => false }),
  )
  await page.reload()
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/chats')

  await page.goto(`${home()}/account/security`)
  await page.getByText(/last used/).waitFor()
  await page.getByRole('button', { name: 'Remove Desk computer' }).click()
  await giveDialog(page, password, 'Remove')
})
