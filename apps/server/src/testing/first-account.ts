import { createClient } from '@minichat/client'
import { guides } from '@minichat/contracts'

const password = 'Correct-Horse-7'
export const firstAccount = { name: 'Mali', email: 'mali@example.com', password, workspaceName: 'Mali Ceramics' }

/** Follows the link that a fresh server prints: the owner of a new workspace, signed in, who needs no guide to its pages. */
export async function makeFirstAccount(url: string, setupToken: string) {
  let workspaceId: string | null = null
  const session = cookieJar()
  const client = createClient({ baseUrl: url, workspaceId: () => workspaceId, fetch: session.fetch, renews: true })
  const { data: me } = await client.request('POST /api/v1/setup', { body: { ...firstAccount, token: setupToken } })
  workspaceId = me.workspaces.find((one) => !one.isSample)?.id ?? null
  await client.request('PATCH /api/v1/me/guides', { body: { seen: [...guides] } })
  const { data: widgets } = await client.request('GET /api/v1/widgets')
  return { client, me, workspaceId: workspaceId ?? '', widgetKey: widgets[0]?.key ?? '', fetch: session.fetch }
}

/** `fetch` as a browser does it: keeps the cookies that it was given, and drops those that have ended. */
export function cookieJar() {
  const cookies = new Map<string, string>()
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  function keep(setCookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? []
    if (/; Max-Age=0|; Expires=Thu, 01 Jan 1970/i.test(setCookie)) cookies.delete(name)
    else cookies.set(name, value)
  }
  const withCookies: typeof fetch = async (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>), ...(cookies.size > 0 ? { cookie: header() } : {}) }
    const response = await fetch(input, { ...init, headers })
    response.headers.getSetCookie().forEach(keep)
    return response
  }
  return { fetch: withCookies, header, cookies }
}
