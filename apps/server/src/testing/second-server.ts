import type { Message } from '@minichat/contracts'
import { startTestApp, type TestApp, type TestVisitor } from './test-app.ts'

/** Another server on the database of the first one, with nothing else in common: no hint gets from one to the other. */
export async function startSecondServer(first: TestApp, { isWorking = true } = {}) {
  const second = await startTestApp(first.env, { beside: first, isWorking })
  return {
    url: second.url,
    /** As this server shows them. */
    async messagesOf({ widgetKey, token }: TestVisitor): Promise<Message[]> {
      const response = await fetch(`${second.url}/api/v1/visitor/${widgetKey}/session`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
        body: JSON.stringify({ token }),
      })
      return ((await response.json()) as { data: { messages: Message[] } }).data.messages
    },
    [Symbol.asyncDispose]: second.stop,
  }
}
