import { join } from 'node:path'
import { type Answer, type Call, curl, curlMany } from './curl.ts'
import { must, type Report } from './report.ts'

/** An account that is there already, for programs. `folder` takes files that keep cookies. */
export type Setting = { url: string; folder: string; email: string; password: string; workspaceId: string }

const seen = ({ status, code }: Answer) => (code ? `${status} ${code}` : String(status))
const limitOf = (answer: Answer) => Number(answer.header('ratelimit-limit'))

/** Everything but sign-in that is tried by curl alone. */
export async function tryApi(setting: Setting, report: Report): Promise<void> {
  const { url, folder, email, password, workspaceId } = setting
  const jar = join(folder, 'owner.cookies')
  const api = (path: string, call: Call = {}) => curl(`${url}/api/v1${path}`, call)
  const asOwner = { jar, headers: { 'x-workspace-id': workspaceId } }
  await api('/auth/login', { body: { email, password }, jar })

  await report.row('F1.1.1', async () => {
    const allowedOf = async (origin: string) =>
      (await api('/auth/options', { headers: { origin } })).header('access-control-allow-origin')
    const ours = await allowedOf('https://console.example')
    const others = await Promise.all(
      ['https://evil.example', 'null', 'https://console.example.evil.example'].map(allowedOf),
    )
    must(ours === 'https://console.example', `the allowed origin gets ${ours}`)
    must(
      others.every((one) => one === null),
      `others get ${others}`,
    )
    const posted = await api('/auth/login', { body: { email, password }, headers: { origin: 'https://evil.example' } })
    must(posted.code === 'FOREIGN_ORIGIN', `a sign-in from another page: ${seen(posted)}`)
    return `headers for the origin in ALLOWED_ORIGINS, none for evil, null and suffix origins; their POST: ${seen(posted)}`
  })

  await report.row('F1.1.2', async () => {
    const page = await curl(`${url}/sign-in`)
    const policy = page.header('content-security-policy') ?? ''
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1]
    must(scripts === "'self'", `script-src ${scripts}`)
    const names = ['x-frame-options', 'x-content-type-options', 'referrer-policy']
    const values = names.map((name) => page.header(name))
    must(values.join() === 'DENY,nosniff,no-referrer', values.join())
    return `script-src 'self'; ${names.map((name, at) => `${name}: ${values[at]}`).join('; ')}`
  })

  await report.row('F1.1.3', async () => {
    const from = '198.51.100.7'
    const { statuses } = await curlMany(`${url}/api/v1/auth/options`, 101, { from })
    const passed = statuses.filter((status) => status === 200).length
    must(passed === 100 && statuses.length === 101, `${passed} of ${statuses.length} passed`)
    const refused = await api('/auth/options', { from })
    must(refused.status === 429 && Number(refused.header('retry-after')) > 0, `then ${seen(refused)}`)
    const elsewhere = await api('/auth/options', { from: '198.51.100.8' })
    const person = await api('/me', asOwner)
    must(elsewhere.status === 200 && limitOf(person) > 100, `elsewhere ${seen(elsewhere)}, people ${limitOf(person)}`)
    return `100 of 101 anonymous calls pass, then 429 with retry-after; people have ${limitOf(person)}`
  })

  const keyOf = async (scope: string) =>
    (await api('/api-keys', { ...asOwner, body: { name: scope, scope } })).data.secret as string

  await report.row('F1.4.2', async () => {
    const entry = { question: 'Are you open?', answer: 'Yes.', locale: 'en' }
    const rows: string[] = []
    for (const scope of ['read', 'write', 'admin']) {
      const bearer = await keyOf(scope)
      const answers = [
        await api('/chats', { bearer }),
        await api('/knowledge/entries', { bearer, body: entry }),
        await api('/workspace', { bearer, method: 'PATCH', body: { name: 'Renamed by a key' } }),
        await api('/api-keys', { bearer, body: { name: 'another', scope: 'admin' } }),
      ]
      rows.push(`${scope} ${answers.map(({ status }) => status).join(' ')}`)
    }
    const expected = 'read 200 403 403 403, write 200 201 403 403, admin 200 201 200 403'
    must(rows.join(', ') === expected, rows.join(', '))
    const docs = await api('/openapi.json')
    must(/scope/i.test(docs.text), 'the API docs tell no scopes')
    return `chats, new question, workspace, new key: ${rows.join(', ')}; listed in the API docs`
  })

  await report.row('F1.4.3', async () => {
    const bearer = await keyOf('read')
    const limits: number[] = []
    for (const plan of ['pro', null]) {
      await api(`/admin/workspaces/${workspaceId}/plan`, { ...asOwner, method: 'PUT', body: { plan } })
      limits.push(limitOf(await api('/me', { bearer })))
    }
    must(limits.join() === '1000,10000', `ratelimit-limit ${limits}`)
    return `ratelimit-limit ${limits[0]} an hour with the plan Pro, ${limits[1]} with Business`
  })

  await report.row('F1.5.1', async () => {
    const answers = [
      await api('/auth/login', { body: { email: { $gt: '' }, password: { $gt: '' } } }),
      await api('/auth/login', { body: '{"email":"a@b.co","password":"x","__proto__":{"isOperator":true}}' }),
      await api('/chats?cursor=%27%20or%201=1--', asOwner),
      await api('/chats/1%27%20or%20%271%27=%271', asOwner),
      await api('/auth/login', { body: '{"email":' }),
    ]
    must(
      answers.every(({ status }) => status >= 400 && status < 500),
      answers.map(seen).join(', '),
    )
    return `operators, prototypes, SQL in a cursor and in an id, broken JSON: ${answers.map(seen).join(', ')}`
  })

  await report.row('F1.7', async () => {
    const other = join(folder, 'other.cookies')
    const chats = await api('/chats', asOwner)
    const widgets = await api('/widgets', asOwner)
    const visitor = await api(`/visitor/${widgets.data[0].key}/session`, { body: {} })
    await api(`/visitor/${widgets.data[0].key}/messages`, {
      body: { token: visitor.data.token, clientMessageId: 'newcomer-1', text: 'Hello?' },
    })
    const own = await api('/chats', asOwner)
    must(chats.status === 200 && own.data.length > 0, `no chat to look at: ${seen(own)}`)
    const path = `/chats/${own.data[0].id}`
    await api('/auth/login', { body: { email: 'stranger@example.com', password: 'Harbour-Violin-27' }, jar: other })
    const me = await api('/me', { jar: other })
    must(me.data?.workspaces?.[0], `the other person is not signed in: ${seen(me)}`)
    const theirs = { 'x-workspace-id': me.data.workspaces[0].id as string }
    const answers = [
      await api(path, { jar: other, headers: theirs }),
      await api(path, { jar: other, headers: asOwner.headers }),
      await api('/chats', { jar: other, headers: asOwner.headers }),
      await api('/admin/users', { jar: other, headers: theirs }),
    ]
    const mine = await api(path, asOwner)
    must(mine.status === 200 && answers.every(({ status }) => status >= 403), answers.map(seen).join(', '))
    return `its owner reads a chat; somebody from another workspace gets ${answers.map(seen).join(', ')}`
  })

  await report.row('F1.9', async () => {
    const log = await api('/audit?action=api_key', asOwner)
    must(log.status === 200 && log.data.length >= 3, seen(log))
    const { action, actor } = log.data[0]
    return `curl reads it too: ${log.data.length} entries on keys, the last ${action} by ${actor.name}`
  })
}
