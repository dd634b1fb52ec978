import type { LetterName } from '../platform/mail/letters.ts'
import { cookieJar } from './first-account.ts'
import type { TestApp } from './test-app.ts'

type Jar = ReturnType<typeof cookieJar>
export type Answer = { status: number; code: string | null; data: Record<string, unknown>; retryAfter: number | null }

/** Calls as somebody behind an address; for a server with `TRUST_PROXY=127.0.0.1`. */
export function callsFrom(server: TestApp, address: string, jar: Jar = cookieJar()) {
  async function call(route: string, body?: object): Promise<Answer> {
    const [method, path] = route.split(' ')
    const response = await jar.fetch(server.url + path, {
      method,
      headers: { 'x-forwarded-for': address, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    })
    const answer = (await response.json()) as { data?: Record<string, unknown>; error?: { code: string } }
    const retryAfter = response.headers.get('retry-after')
    return {
      status: response.status,
      code: answer.error?.code ?? null,
      data: answer.data ?? {},
      retryAfter: retryAfter === null ? null : Number(retryAfter),
    }
  }
  return {
    jar,
    call,
    /** The code of the refusal, or `ok`. */
    code: async (route: string, body?: object) => (await call(route, body)).code ?? 'ok',
    logIn: async (email: string, password: string) =>
      (await call('POST /api/v1/auth/login', { email, password })).code ?? 'ok',
  }
}

/** The nth mail of a kind to an address, once the jobs that write such mails have run. */
export async function mailTo(server: TestApp, address: string, template: LetterName, nth = 1) {
  await server.runQueue()
  const mail = (await server.mailsTo(address)).filter((one) => one.template === template)[nth - 1]
  if (!mail) throw new Error(`There is no mail ${template} number ${nth} to ${address}.`)
  return mail
}

/** The secret of a mailed link. */
export const tokenOf = (url: string | undefined) => new URL(url ?? '').hash.replace('#token=', '')
