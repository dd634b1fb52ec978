import { join } from 'node:path'
import type { Setting } from './api-rows.ts'
import { type Call, curl } from './curl.ts'
import { must, type Report } from './report.ts'
import { codesOf } from './walk.ts'

const passwords = [
  'Kettle-Orchid-93',
  'Lantern-Mango-58',
  'Copper-Willow-41',
  'Marble-Sparrow-66',
  'Harbour-Violin-27',
  'Velvet-Anchor-72',
] as const

/** What somebody does with an account of their own, by curl. Begins with the first of the passwords. */
export async function tryAccount({ url, folder, workspaceId }: Setting, email: string, report: Report): Promise<void> {
  const from = '198.51.100.70'
  const jar = join(folder, 'changing.cookies')
  const auth = (path: string, call: Call = {}) => curl(`${url}/api/v1/auth${path}`, { from, ...call })
  const logIn = (password: string, call: Call = {}) => auth('/login', { body: { email, password }, ...call })
  const newest = passwords.at(-1) as string

  await report.row('F1.3.2', async () => {
    await logIn(passwords[0], { jar })
    const change = (currentPassword: string, password: string) =>
      auth('/password/change', { jar, body: { currentPassword, password } })
    const changed: number[] = []
    for (const [at, password] of passwords.slice(1).entries()) {
      changed.push((await change(passwords[at] as string, password)).status)
    }
    must(changed.join() === '200,200,200,200,200', `five changes: ${changed}`)
    const again: (string | null)[] = []
    for (const password of passwords.slice(1)) again.push((await change(newest, password)).code)
    must(
      again.every((code) => code === 'PASSWORD_USED_BEFORE'),
      `the last five again: ${again}`,
    )
    return 'curl: after five changes each of the last five is refused as PASSWORD_USED_BEFORE'
  })

  await report.row('F1.2.6', async () => {
    const begun = await auth('/2fa/setup', { jar, body: { password: newest } })
    const nextCode = codesOf(begun.data.secret)
    const on = await auth('/2fa/verify', { jar, body: { code: nextCode() } })
    const [code] = on.data.backupCodes as string[]
    const logInBy = async (given: string | undefined) => {
      const { data } = await logIn(newest)
      return auth('/2fa/login', { body: { challenge: data.challenge, code: given } })
    }
    const [first, second] = [await logInBy(code), await logInBy(code)]
    must(first.status === 200 && second.code === 'WRONG_CODE', `a backup code: ${first.status}, then ${second.code}`)
    const guessed = await auth('/2fa/disable', { jar, body: { password: 'Wrong-Horse-7' } })
    const off = await auth('/2fa/disable', { jar, body: { password: newest } })
    must(guessed.code === 'WRONG_PASSWORD' && off.status === 200, `turning it off: ${guessed.code}, ${off.status}`)
    const { data } = await logIn(newest)
    must(data?.status === 'signed-in', `without it: ${data?.status}`)
    return 'curl: a backup code lets in once; turning it off takes the password'
  })

  await report.row('F1.2.3', async () => {
    for (let time = 0; time < 5; time += 1) await logIn('Wrong-Horse-7')
    const locked = await logIn(newest)
    must(locked.code === 'ACCOUNT_LOCKED', `after five wrong ones: ${locked.status} ${locked.code}`)
    const asOperator = { jar: join(folder, 'owner.cookies'), headers: { 'x-workspace-id': workspaceId } }
    const admin = (path: string, call: Call = {}) =>
      curl(`${url}/api/v1/admin/users${path}`, { ...asOperator, ...call })
    const { data } = await admin(`?search=${encodeURIComponent(email)}`)
    const unlocked = await admin(`/${data[0].id}/unlock`, { method: 'POST' })
    const after = await logIn(newest)
    must(unlocked.status === 200 && after.status === 200, `unlocking ${unlocked.status}, then ${after.code}`)
    return 'an operator unlocks as well'
  })
}
