import { signIdentity } from '../../apps/server/src/testing/identity-token.ts'
import { curl } from './curl.ts'
import { must, type Report } from './report.ts'
import type { Screen } from './screen.ts'

/** Looks harmless in every text that is shown, or runs. */
export const colleagueName = '<img src=x onerror=alert(1)> Malee'

/** A colleague is invited on the screen, comes by the mail's link, is taken in, and is let go again. */
export async function walkTeam(owner: Screen, colleague: Screen, url: string, email: string, report: Report) {
  const { page, words, button, shoot } = owner
  const dialog = page.getByRole('dialog')
  const inDialog = (name: string) => dialog.getByRole('button', { name, exact: true }).click()

  async function invite(address: string): Promise<void> {
    await page.getByRole('button', { name: words.team.invite, exact: true }).click()
    await dialog.getByLabel(words.team.addresses).fill(address)
    await dialog.getByRole('button', { name: new RegExp(`^(${words.team.send}|${words.team.makeLinks})$`) }).click()
    await dialog.getByText(address).waitFor()
    await dialog.getByRole('button', { name: words.team.done }).click()
  }

  await report.row('F1.5.1', async () => {
    let alerts = 0
    for (const one of [page, colleague.page]) one.on('dialog', (shown) => void ((alerts += 1), shown.dismiss()))
    await page.goto(`${url}/settings/team`)
    await invite(email)
    await page.getByRole('region', { name: words.team.invitations }).getByText(email).waitFor()
    await shoot('invited')
    const joining = await colleague.followMail(email, 'invitation')
    await joining.getByLabel(words.invitation.name).fill(colleagueName)
    await joining.getByLabel(words.invitation.password, { exact: true }).fill('Harbour-Violin-27')
    await joining.getByText(words.password.level4, { exact: true }).waitFor()
    await colleague.shoot('invitation', joining)
    await joining.getByRole('button', { name: words.invitation.submit }).click()
    await joining.waitForURL('**/chats')
    await page.reload()
    await page.getByText(colleagueName).first().waitFor()
    await shoot('team')
    must(alerts === 0, 'the name of a colleague ran as a script')
    await invite('somebody-else@example.com')
    await button(words.team.revokeNamed('somebody-else@example.com'))
    await inDialog(words.team.revoke)
    await page.getByText('somebody-else@example.com', { exact: true }).waitFor({ state: 'detached' })
    await shoot('invitation-taken-back')
    await button(words.team.removeNamed(colleagueName))
    await inDialog(words.team.remove)
    await page.getByText(colleagueName, { exact: true }).waitFor({ state: 'detached' })
    return `a colleague named “${colleagueName}” was invited, joined, stands in the team as that text, and was removed`
  })
}

/** A key for visitor identity, made on the screen; what it signs opens a chat, and nothing else does. */
export async function walkIdentity({ page, words, button, shoot }: Screen, url: string, report: Report) {
  await report.row('F1.8', async () => {
    await page.goto(`${url}/settings/identity`)
    await button(words.identity.make)
    await button(words.identity.copySecret)
    const secret = await page.evaluate(() => navigator.clipboard.readText())
    await shoot('identity-key')
    await button(words.identity.secretKept)
    const keyId = await page.getByRole('list', { name: words.identity.keysTitle }).locator('code').innerText()
    const { data } = await (
      await page.request.get(`${url}/api/v1/widgets`, { headers: await workspaceHeader() })
    ).json()
    const widget = data[0].key as string
    const session = (signedBy: string) =>
      curl(`${url}/api/v1/visitor/${widget}/session`, {
        body: { identity: signIdentity({ keyId, secret: signedBy }, { sub: '1842', aud: widget }) },
      })
    const [proven, forged] = [await session(secret), await session('guessed')]
    must(proven.data?.verifiedUntil, `a signed token: ${proven.status} ${proven.code}`)
    must(forged.code === 'IDENTITY_SIGNATURE_WRONG', `a forged token: ${forged.status} ${forged.code}`)
    return `a token signed with the key from the screen is verified; one signed with a guess: ${forged.status} ${forged.code}`
  })

  async function workspaceHeader(): Promise<Record<string, string>> {
    const { data } = await (await page.request.get(`${url}/api/v1/me`)).json()
    return { 'x-workspace-id': data.workspaces[0].id }
  }
}
