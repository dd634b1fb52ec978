import { Secret, TOTP } from 'otpauth'
import { curl } from './curl.ts'
import { must, type Report } from './report.ts'
import type { Screen } from './screen.ts'

export type Person = { name: string; email: string; workspaceName: string; password: string; nextPassword: string }
export type Walked = { totpSecret: string; apiKey: string }

/** A code that no sign-in has used: of one 30-second step after the last, as phones run ahead. */
export function codesOf(secret: string): () => string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  let steps = -2
  return () => {
    steps += 1
    must(steps <= 1, 'More codes were asked for than there are within the time that phones may be off.')
    return totp.generate({ timestamp: Date.now() + steps * 30_000 })
  }
}

/**
 * From registering to a revoked key, by what the screens offer and the mails that come, in the language of the screen.
 * Ends signed in.
 */
export async function walk(screen: Screen, url: string, person: Person, report: Report): Promise<Walked> {
  const { page, words, button, shoot } = screen
  const walked: Walked = { totpSecret: '', apiKey: '' }
  let nextCode = () => ''
  const dialog = page.getByRole('dialog')
  const field = (label: string) => page.getByLabel(label, { exact: true })
  const inDialog = (name: string) => dialog.getByRole('button', { name, exact: true }).click()
  const tell = (what: string) => `${words.common.language === 'Language' ? 'English' : 'Thai'}: ${what}`

  async function signIn(password: string): Promise<void> {
    await field(words.signIn.identifier).fill(person.email)
    await field(words.signIn.password).fill(password)
    await button(words.signIn.submit)
  }
  async function openAccountMenu(item: string): Promise<void> {
    await button(new RegExp(`^${words.shell.account}`))
    await page.getByRole('menuitem', { name: item }).click()
  }
  async function openSettings(name: string): Promise<void> {
    if (!(await page.getByRole('navigation', { name: words.shell.settings }).isVisible())) {
      await page.goto(`${url}/settings`)
    }
    await page.getByRole('navigation', { name: words.shell.settings }).getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  }

  await report.row('F1.3.1', async () => {
    await page.goto(`${url}/sign-in`)
    await field(words.signIn.identifier).waitFor()
    await shoot('sign-in')
    await page.getByRole('link', { name: words.signIn.register }).click()
    await field(words.entry.name).fill(person.name)
    await field(words.entry.email).fill(person.email)
    await field(words.entry.workspaceName).fill(person.workspaceName)
    await field(words.entry.password).fill('Password1!')
    await page.getByText(words.password.level1, { exact: true }).waitFor()
    await button(words.entry.register)
    await page.getByText(words.password.guessable).waitFor()
    await shoot('register-weak')
    await field(words.entry.password).fill(person.password)
    await page.getByText(words.password.level4, { exact: true }).waitFor()
    await shoot('register')
    return tell(
      `'Password1!' is shown as “${words.password.level1}” and refused, a better one is “${words.password.level4}”`,
    )
  })

  await report.row('F1.2.5', async () => {
    await button(words.entry.register)
    await page.getByRole('heading', { name: words.entry.mailTitle }).waitFor()
    const resend = page.getByRole('button', { name: new RegExp(words.common.sendAgainIn('\\d+')) })
    await resend.waitFor()
    must(await resend.isDisabled(), 'the link can be asked for again at once')
    await shoot('look-into-your-mail')
    await page.goto(`${url}/sign-in`)
    await signIn(person.password)
    await page.getByRole('alert').getByText(words.errors.EMAIL_NOT_VERIFIED).waitFor()
    await shoot('not-verified')
    const opened = await screen.followMail(person.email, 'verify-email')
    await opened.getByText(words.entry.verified(person.email)).waitFor()
    await shoot('verified', opened)
    await opened.close()
    await signIn(person.password)
    await page.waitForURL('**/chats')
    await page.getByRole('navigation', { name: words.shell.mainNavigation }).waitFor({ state: 'attached' })
    await shoot('first-page')
    return tell('no sign-in before the mailed link is opened, then it lets in; sending again waits')
  })

  await report.row('F1.2.6', async () => {
    await page.goto(`${url}/account/security`)
    await button(words.security.twoFactorSetUp)
    await dialog.getByLabel(words.password.dialogPassword).fill(person.password)
    await inDialog(words.security.twoFactorSetUp)
    await page.getByRole('img', { name: words.security.qr }).waitFor()
    await shoot('two-factor-qr')
    walked.totpSecret = (await page.locator('code').innerText()).replaceAll(' ', '')
    nextCode = codesOf(walked.totpSecret)
    await page.getByLabel(words.security.firstCode).fill(nextCode())
    await button(words.security.turnOn)
    await page.getByRole('heading', { name: words.security.backupTitle }).waitFor()
    const backupCodes = await page
      .locator('ul li')
      .filter({ hasText: /^[a-z0-9]{3,}-/i })
      .allInnerTexts()
    must(backupCodes.length === 10, `${backupCodes.length} backup codes`)
    await shoot('backup-codes')
    await button(words.security.kept)
    await page.goto(`${url}/account/sessions`)
    await page.getByText(words.sessions.current, { exact: true }).waitFor()
    await shoot('sessions')
    await page.goto(`${url}/chats`)
    if (page.viewportSize()?.width === 360) await button(words.shell.openNavigation)
    await openAccountMenu(words.shell.signOut)
    await signIn(person.password)
    await page.getByRole('heading', { name: words.signIn.codeTitle }).waitFor()
    await shoot('two-factor-asked')
    const used = nextCode()
    await field(words.signIn.code).fill(used)
    await button(words.signIn.confirm)
    await page.waitForURL('**/chats')
    const jarless = { body: { email: person.email, password: person.password } }
    const { data } = await curl(`${url}/api/v1/auth/login`, jarless)
    must(data?.status === 'two-factor', 'curl gets in without a code')
    const again = await curl(`${url}/api/v1/auth/2fa/login`, { body: { challenge: data.challenge, code: used } })
    must(again.code === 'WRONG_CODE', `the same code again: ${again.code ?? again.status}`)
    return tell('QR code, 10 backup codes, a code is asked for at sign-in, and is refused the second time')
  })

  await report.row('F1.4.1', async () => {
    await openSettings(words.section.apiKeys)
    await page.getByRole('button', { name: words.keys.make }).first().click()
    await dialog.getByLabel(words.keys.name).fill('Nightly export')
    must((await dialog.getByLabel(words.keys.days).inputValue()) === '90', 'not 90 days by default')
    await shoot('key-form')
    await inDialog(words.keys.make)
    const takeSecret = async () => {
      const shown = page.getByRole('dialog', { name: words.keys.secretTitle })
      await shown.getByRole('button', { name: words.keys.copyKey }).click()
      const secret = await page.evaluate(() => navigator.clipboard.readText())
      await shoot('key-shown-once')
      await shown.getByRole('button', { name: words.keys.stored }).click()
      await shown.waitFor({ state: 'hidden' })
      return secret
    }
    const first = await takeSecret()
    must(!(await page.content()).includes(first), 'the secret is still on the page')
    await button(words.keys.rotateNamed('Nightly export'))
    await inDialog(words.keys.rotate)
    walked.apiKey = await takeSecret()
    const statuses = await Promise.all(
      [first, walked.apiKey].map(async (bearer) => (await curl(`${url}/api/v1/me`, { bearer })).status),
    )
    must(statuses.join() === '200,200', `after rotating: ${statuses}`)
    await page
      .getByText(/mck_…_\w{8}/)
      .first()
      .waitFor()
    await shoot('keys')
    return tell('shown once, works 90 days; after rotating old and new secret both answer')
  })

  await report.row('F1.9', async () => {
    await openSettings(words.section.audit)
    await page.getByText('Nightly export').first().waitFor()
    await page.getByLabel(words.audit.area).selectOption('api_key')
    await page.waitForURL('**area=api_key*')
    await page.getByText('Nightly export').first().waitFor()
    await shoot('audit-log')
    return tell('the log names the key that was made, filtered by what it is about')
  })

  await report.row('F1.4.1', async () => {
    await openSettings(words.section.apiKeys)
    await button(words.keys.revokeNamed('Nightly export'))
    await inDialog(words.keys.revoke)
    await page.getByText(words.keys.emptyTitle).waitFor()
    const { status } = await curl(`${url}/api/v1/me`, { bearer: walked.apiKey })
    must(status === 401, `a revoked key gets ${status}`)
    return tell('revoked on the screen, and 401 at once')
  })

  await report.row('F1.3.2', async () => {
    await page.goto(`${url}/account/security`)
    await field(words.security.passwordNow).fill(person.password)
    await field(words.security.passwordNew).fill(person.password)
    await button(words.security.passwordChange)
    await page.getByText(words.errors.PASSWORD_USED_BEFORE).first().waitFor()
    await shoot('password-used-before')
    return tell('the password in use is refused as a new one')
  })

  await report.row('F1.2.7', async () => {
    await page.goto(`${url}/account/sessions`)
    await button(words.sessions.everywhere)
    await inDialog(words.sessions.everywhere)
    await page.getByRole('link', { name: words.signIn.forgot }).click()
    await field(words.entry.email).fill(person.email)
    await button(words.entry.forgotSubmit)
    await page.getByText(words.entry.forgotSent(person.email)).waitFor()
    const opened = await screen.followMail(person.email, 'password-reset')
    await opened.getByLabel(words.entry.newPassword, { exact: true }).fill(person.nextPassword)
    must(new URL(opened.url()).hash === '', 'the token stays in the address bar')
    await opened.getByRole('button', { name: words.entry.resetSubmit }).click()
    await opened.getByText(words.entry.resetDone(person.email)).waitFor()
    await shoot('password-is-set', opened)
    await opened.close()
    const again = await screen.followMail(person.email, 'password-reset')
    await again.getByLabel(words.entry.newPassword, { exact: true }).fill('Harbour-Violin-27')
    await again.getByRole('button', { name: words.entry.resetSubmit }).click()
    await again.getByText(words.entry.refusedTitle).waitFor()
    await again.close()
    await page.goto(`${url}/sign-in`)
    await signIn(person.nextPassword)
    await field(words.signIn.code).fill(nextCode())
    await button(words.signIn.confirm)
    await page.waitForURL('**/chats')
    return tell('signed out everywhere; the mailed link sets a password once, and is refused the second time')
  })
  return walked
}
