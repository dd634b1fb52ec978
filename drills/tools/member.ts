import { cookieJar, firstAccount } from '../../apps/server/src/testing/first-account.ts'
import { type Client, createClient } from '../../packages/client/src/index.ts'

export type Member = {
  client: Client
  widgetKey: string
  at: (url: string) => Client
  account: { email: string; password: string }
  userId: string
}

/** The owner of the workspace that every data folder of a drill has. `at`: the same person at another server. */
export async function signIn(url: string, session = cookieJar()): Promise<Member> {
  let workspaceId: string | null = null
  const at = (baseUrl: string) =>
    createClient({ baseUrl, workspaceId: () => workspaceId, fetch: session.fetch, renews: true })
  const client = at(url)
  const { email, password } = firstAccount
  const { data } = await client.request('POST /api/v1/auth/login', { body: { email, password } })
  if (data.status !== 'signed-in') throw new Error('The first account has no second factor.')
  workspaceId = data.me.workspaces[0]?.id ?? null
  const { data: widgets } = await client.request('GET /api/v1/widgets')
  return { client, widgetKey: widgets[0]?.key ?? '', at, account: { email, password }, userId: data.me.user.id }
}
