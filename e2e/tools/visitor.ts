import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@minichat/client'
import type { Api, BodyOf, Locale, Message } from '@minichat/contracts'
import { patienceMs } from './browser.ts'

type Action =
  | 'edit'
  | 'remove'
  | 'marks'
  | 'typing'
  | 'profile'
  | 'track'
  | 'whereabouts'
  | 'reset'
  | 'erase'
  | 'export'
type ActionRoute<A extends Action> = `POST /api/v1/visitor/:widgetKey/${A}`

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const fetchAsBrowser: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), 'user-agent': userAgent } })

let made = 0

/** A visitor without a browser, where the widget is not what is looked at. */
export async function startVisitor(url: string, widgetKey: string, pageUrl?: string) {
  const client = createClient({ baseUrl: url, fetch: fetchAsBrowser })
  const params = { widgetKey }
  const { data: session } = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
  const { token } = session

  async function say(text: string, locale: Locale = 'en'): Promise<Message> {
    made += 1
    const clientMessageId = `m-e2e-${process.pid}-${made}`
    const body = { token, clientMessageId, text, locale, pageUrl }
    return (await client.request('POST /api/v1/visitor/:widgetKey/messages', { params, body })).data
  }

  return {
    say,
    /** Says something and waits for the answer. @returns the answer. */
    async ask(text: string, locale?: Locale): Promise<Message> {
      const { seq } = await say(text, locale)
      const deadline = Date.now() + patienceMs
      // An answer that is being written is news as well, so this comes back more than once.
      while (Date.now() < deadline) {
        const body = { token, after: seq, waitMs: 5000 }
        const { data } = await client.request('POST /api/v1/visitor/:widgetKey/poll', { params, body })
        const answer = data.events.find((event) => event.type === 'message.created')
        if (answer) return answer.message
        await sleep(50)
      }
      throw new Error(`Nobody answered “${text}”.`)
    },
    /** Anything else that a visitor's browser calls, by the last part of its path. */
    act: async <A extends Action>(action: A, body: Omit<BodyOf<Api[ActionRoute<A>]>, 'token'>) => {
      const route = `POST /api/v1/visitor/:widgetKey/${action}` as ActionRoute<A>
      const call = { params, body: { token, ...body } } as never
      return (await client.request(route, call)).data
    },
    requestPerson: () => client.request('POST /api/v1/visitor/:widgetKey/person', { params, body: { token } }),
  }
}
