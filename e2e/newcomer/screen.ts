import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { shellText } from '../../apps/dashboard/src/app/shell.text.ts'
import { passwordText } from '../../apps/dashboard/src/components/password/password.text.ts'
import { accountText } from '../../apps/dashboard/src/features/account/account.text.ts'
import { securityText } from '../../apps/dashboard/src/features/account/security.text.ts'
import { sessionsText } from '../../apps/dashboard/src/features/account/sessions.text.ts'
import { apiKeysText } from '../../apps/dashboard/src/features/api-keys/api-keys.text.ts'
import { auditText } from '../../apps/dashboard/src/features/audit/audit.text.ts'
import { entryText } from '../../apps/dashboard/src/features/entry/entry.text.ts'
import { guideText } from '../../apps/dashboard/src/features/guide/guide.text.ts'
import { identityText } from '../../apps/dashboard/src/features/identity/identity.text.ts'
import { invitationText } from '../../apps/dashboard/src/features/invitation/invitation.text.ts'
import { sectionText } from '../../apps/dashboard/src/features/settings/section.text.ts'
import { signInText } from '../../apps/dashboard/src/features/sign-in/sign-in.text.ts'
import { teamText } from '../../apps/dashboard/src/features/team/team.text.ts'
import { commonText } from '../../apps/dashboard/src/lib/common.text.ts'
import { errorText } from '../../apps/dashboard/src/lib/errors.text.ts'
import { patienceMs } from '../tools/browser.ts'

export type Language = 'en' | 'th'

/** What the screens say, so that one walk goes in both languages and breaks where a word is missing. */
const texts = {
  entry: entryText,
  shell: shellText,
  section: sectionText,
  signIn: signInText,
  account: accountText,
  security: securityText,
  sessions: sessionsText,
  keys: apiKeysText,
  audit: auditText,
  identity: identityText,
  invitation: invitationText,
  team: teamText,
  password: passwordText,
  common: commonText,
  errors: errorText,
}
export type Words = { [K in keyof typeof texts]: (typeof texts)[K]['en'] }
export const wordsIn = (language: Language) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text[language]])) as Words

export type Screen = {
  page: Page
  context: BrowserContext
  words: Words
  /** Opens the newest mail of this kind to this address in the mailbox, and follows its link. */
  followMail: (to: string, kind: string) => Promise<Page>
  shoot: (name: string, page?: Page) => Promise<void>
  button: (name: string | RegExp) => Promise<void>
}

/** Somebody at a browser of their own. @param folder where pictures go. */
export async function openScreen(browser: Browser, url: string, language: Language, folder: string): Promise<Screen> {
  await mkdir(folder, { recursive: true })
  const context = await browser.newContext({
    locale: language === 'th' ? 'th-TH' : 'en-US',
    viewport: language === 'th' ? { width: 360, height: 740 } : { width: 1280, height: 860 },
    colorScheme: language === 'th' ? 'dark' : 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(patienceMs)
  // Guides to pages are for who does not follow this walk.
  context.on('page', (opened) => {
    const skip = opened.getByRole('button', { name: guideText[language].skip, exact: true })
    void opened.addLocatorHandler(skip, () => skip.click())
  })
  const page = await context.newPage()
  let shots = 0

  async function followMail(to: string, kind: string): Promise<Page> {
    const mailbox = await context.newPage()
    const row = mailbox.getByRole('row').filter({ hasText: to }).filter({ hasText: kind }).first()
    const deadline = Date.now() + patienceMs
    do await mailbox.goto(`${url}/dev/mailbox`)
    while ((await row.count()) === 0 && Date.now() < deadline)
    await row.getByRole('link').click()
    // The letter's own link stands alone in its line of the text.
    const link = mailbox.locator('pre a').first()
    const [opened] = await Promise.all([context.waitForEvent('page'), link.click()])
    await mailbox.close()
    return opened
  }

  return {
    page,
    context,
    words: wordsIn(language),
    followMail,
    async shoot(name, of = page) {
      shots += 1
      await of.evaluate(() => document.fonts.ready)
      const path = join(folder, `${String(shots).padStart(2, '0')}-${name}-${language}.png`)
      await of.screenshot({ path, animations: 'disabled' })
    },
    button: (name) => page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click(),
  }
}
