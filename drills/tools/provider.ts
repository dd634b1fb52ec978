import { setTimeout as sleep } from 'node:timers/promises'
import { startFakeOpenAi } from '../../apps/server/src/testing/fake-openai.ts'

const chunks = 50
const chunkEveryMs = 40

/** How long one whole answer takes. */
export const answerMs = chunks * chunkEveryMs

/** Call by call another text: an answer that mixes two calls cannot pass for one. */
const textOf = (call: number) =>
  Array.from({ length: chunks }, (_, part) => `Part ${part + 1} of answer ${call}. `).join('')

/** A model server on this machine that writes slowly enough for a line to be cut in between. */
export async function startProvider() {
  let calls = 0
  const server = await startFakeOpenAi(async ({ chunk, finish, response }) => {
    const text = textOf((calls += 1))
    const size = text.length / chunks
    for (let part = 0; part < chunks && !response.destroyed; part += 1) {
      chunk(text.slice(Math.round(part * size), Math.round((part + 1) * size)))
      await sleep(chunkEveryMs)
    }
    if (!response.destroyed) finish()
  })
  return {
    host: server.host,
    baseUrl: server.baseUrl,
    calls: () => calls,
    /** Whether the text is what one call has written, from its beginning. */
    isBeginning: (text: string) => text === '' || everyText().some((whole) => whole.startsWith(text)),
    isWhole: (text: string) => everyText().some((whole) => whole.trim() === text.trim()),
    stop: server.stop,
  }

  function everyText(): string[] {
    return Array.from({ length: calls }, (_, call) => textOf(call + 1))
  }
}
