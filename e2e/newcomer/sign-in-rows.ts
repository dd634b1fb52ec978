import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Setting } from './api-rows.ts'
import { type Call, curl, curlMany } from './curl.ts'
import { must, type Report } from './report.ts'

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

/** Signing in and what guards it, by curl. `letIn` opens the mail that an account is locked, and follows its link. */
export async function trySignIn(
  { url, folder, email, password }: Setting,
  report: Report,
  letIn: (to: string) => Promise<void>,
) {
  const auth = (path: string, call: Call = {}) => curl(`${url}/api/v1/auth${path}`, call)
  const guess = (from: string, given = 'Wrong-Horse-7', to = email) =>
    auth('/login', { body: { email: to, password: given }, from })

  await report.row('F1.2.2', async () => {
    const statuses: number[] = []
    for (const number of [1, 2, 3, 4]) {
      const body = {
        name: 'Many',
        email: `many-${number}@example.com`,
        password: 'Kettle-Orchid-93',
        workspaceName: 'Many',
      }
      statuses.push((await auth('/register', { body, from: '198.51.100.20' })).status)
    }
    must(statuses.join() === '201,201,201,429', statuses.join())
    return `four from one address: ${statuses.join(', ')}`
  })

  await report.row('F1.3.1', async () => {
    const weak = ['short1!', 'nouppercase1!', 'NoDigits!!', 'NoSpecial11', 'Password1!']
    const codes: string[] = []
    for (const [at, given] of weak.entries()) {
      const body = { name: 'Weak', email: 'weak@example.com', password: given, workspaceName: 'Weak' }
      codes.push((await auth('/register', { body, from: `198.51.100.${30 + at}` })).code ?? 'taken')
    }
    must(
      codes.every((code) => code === 'WEAK_PASSWORD'),
      codes.join(', '),
    )
    return `curl: ${weak.join(', ')} are all refused as WEAK_PASSWORD`
  })

  await report.row('F1.2.4', async () => {
    const [jar, stolen, tab] = ['session', 'stolen', 'second'].map((name) => join(folder, `${name}.cookies`)) as [
      string,
      string,
      string,
    ]
    const me = async (of: string) => (await curl(`${url}/api/v1/me`, { jar: of })).status
    const answer = await auth('/login', { body: { email, password }, jar })
    const [access = '', refresh = ''] = ['minichat_access', 'minichat_refresh'].map(
      (name) => answer.cookies.find((cookie) => cookie.startsWith(name)) ?? '',
    )
    const { exp } = claimsOf(/=([^;]+)/.exec(access)?.[1] ?? '')
    const livesSeconds = exp - Date.now() / 1000
    must(livesSeconds > 840 && livesSeconds <= 900, `the access token lives ${livesSeconds} s`)
    must(/HttpOnly/i.test(access) && /HttpOnly/i.test(refresh) && /SameSite=Strict/i.test(refresh), refresh)
    must(/Max-Age=2592000/i.test(refresh), refresh)
    await copyFile(jar, stolen)
    const rotated = [await auth('/refresh', { method: 'POST', jar }), await auth('/refresh', { method: 'POST', jar })]
    must(
      rotated.every(({ status }) => status === 200),
      rotated.map(({ status }) => status).join(),
    )
    const reuse = await auth('/refresh', { method: 'POST', jar: stolen })
    must(
      reuse.status === 401 && (await me(jar)) === 401,
      `the stolen token: ${reuse.status}, its session ${await me(jar)}`,
    )
    await auth('/login', { body: { email, password }, jar })
    await auth('/login', { body: { email, password }, jar: tab })
    await auth('/logout-everywhere', { method: 'POST', jar })
    const left = [await me(jar), await me(tab)]
    must(left.join() === '401,401', `after 'sign out everywhere': ${left}`)
    return 'access 15 min, refresh 30 days, HttpOnly and SameSite=Strict; an old one ends the session; everywhere is at once'
  })

  await report.row('F1.2.1', async () => {
    const from = '198.51.100.40'
    for (let time = 0; time < 4; time += 1) await guess(from)
    const right = await guess(from, password)
    const codes: (string | null)[] = []
    for (let time = 0; time < 6; time += 1) codes.push((await guess(from)).code)
    must(right.status === 200, `after four wrong ones the right one gets ${right.status} ${right.code}`)
    must(codes.filter((code) => code === 'WRONG_CREDENTIALS').length === 4, codes.join(', '))
    must(
      codes.slice(4).every((code) => code === 'ACCOUNT_LOCKED'),
      codes.join(', '),
    )
    const office = await guess(from, 'Harbour-Violin-27', 'stranger@example.com')
    must(office.status === 200, `another account from there: ${office.status} ${office.code}`)
    return 'a right password begins the count anew; the fifth wrong one in a row shuts, for this account alone'
  })

  await report.row('F1.2.3', async () => {
    const known = 'parallel@example.com'
    const { text } = await curlMany(`${url}/api/v1/auth/login`, 20, {
      body: { email: known, password: 'Wrong-Horse-7' },
      from: '198.51.100.41',
    })
    const tried = text.split('"WRONG_CREDENTIALS"').length - 1
    const locked = text.split('"ACCOUNT_LOCKED"').length - 1
    // The fifth is tried, and told of the lock that it caused.
    must(tried === 4 && locked === 16, `${tried} told that they are wrong, ${locked} that it is locked`)
    const right = await guess('198.51.100.41', 'Kettle-Orchid-93', known)
    must(right.code === 'ACCOUNT_LOCKED', `the right password gets ${right.status} ${right.code}`)
    const waitSeconds = Number(right.header('retry-after'))
    must(waitSeconds > 840 && waitSeconds <= 900, `for ${waitSeconds} s`)
    await letIn(known)
    const after = await guess('198.51.100.41', 'Kettle-Orchid-93', known)
    must(after.status === 200, `after unlocking: ${after.status} ${after.code}`)
    return `20 guesses at once: 5 tried, locked for ${waitSeconds} s; the mailed link lets the owner in`
  })
}
