import { request } from 'undici'
import { headersOf, MailRefused, type Transport } from './transport.ts'

const timeouts = { headersTimeout: 15_000, bodyTimeout: 15_000 }
/** What an answer says about the mail itself; the rest is about key, account or load, and may change. */
const permanent = new Set([400, 413, 422])

/** SendGrid's HTTP API, version 3. @param origin another one for tests. */
export function createSendgrid(apiKey: string, origin = 'https://api.sendgrid.com'): Transport {
  const authorization = `Bearer ${apiKey}`
  async function ask(method: 'GET' | 'POST', path: string, signal: AbortSignal, body: object | null) {
    const response = await request(`${origin}/v3/${path}`, {
      method,
      signal,
      ...timeouts,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    })
    const text = await response.body.text()
    if (response.statusCode < 300) return
    const isPermanent = permanent.has(response.statusCode)
    throw new MailRefused(`${response.statusCode} ${messageIn(text)}`.trim(), { isPermanent })
  }

  return {
    name: 'SendGrid',
    send: (message, signal) =>
      ask('POST', 'mail/send', signal, {
        personalizations: [{ to: [{ email: message.to }] }],
        from: { email: message.from.address, ...(message.from.name ? { name: message.from.name } : {}) },
        ...(message.replyTo ? { reply_to: { email: message.replyTo } } : {}),
        subject: message.subject,
        content: [
          { type: 'text/plain', value: message.text },
          { type: 'text/html', value: message.html },
        ],
        headers: { ...headersOf(message), 'Message-ID': message.messageId },
        // Links with one-time secrets go to us alone, not through a counter of clicks.
        tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
      }),
    check: (signal) => ask('GET', 'scopes', signal, null),
    close() {},
  }
}

function messageIn(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors?: { message?: string }[] }
    return (errors ?? [])
      .map((one) => one.message)
      .join(' ')
      .slice(0, 500)
  } catch {
    return ''
  }
}
