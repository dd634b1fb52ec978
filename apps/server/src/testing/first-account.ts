import { createClient } from '@minichat/client'

const password = 'Correct-Horse-7'
export const firstAccount = { name: 'Mali', email: 'mali@example.com', password, workspaceName: 'Mali Ceramics' }

/** Follows the link that a fresh server prints: the owner of a new workspace, signed in. */
export async function makeFirstAccount(url: string, setupToken: string) {
  let workspaceId: string | null = null
  const session = cookieJar()
  const client = createClient({ baseUrl: url, workspaceId: () => workspaceId, fetch: session.fetch })
  const { data: me } = await client.request('POST /api/v1/setup', { body: { ...firstAccount, token: setupToken } })
  workspaceId = me.workspaces.find((one) => !one.isSample)?.id ?? null
  const { data: widgets } = await client.request('GET /api/v1/widgets')
  return { client, me, workspaceId: workspaceId ?? '', widgetKey: widgets[0]?.key ?? '', fetch: session.fetch }
}

/** `fetch` as a browser does it: keeps the cookie that it was given. */
export function cookieJar() {
  let cookie = ''
  const withCookie: typeof fetch = async (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>), ...(cookie ? { cookie } : {}) }
    const response = await fetch(input, { ...init, headers })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return response
  }
  return { fetch: withCookie }
}
