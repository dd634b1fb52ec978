import { setTimeout as sleep } from 'node:timers/promises'
import { addProvider } from '../../apps/server/src/testing/ai-provider.ts'
import { startFakeOpenAi } from '../../apps/server/src/testing/fake-openai.ts'
import { inLetters } from '../../apps/server/src/testing/model-sentences.ts'
import type { Member } from './member.ts'

/** Slow enough for a line to be cut in between. */
const readingSpeed = { chunks: 50, chunkEveryMs: 40 }

/** How long one whole answer takes at that speed. */
export const answerMs = readingSpeed.chunks * readingSpeed.chunkEveryMs

/** A model server on this machine. */
export async function startProvider({ chunks, chunkEveryMs } = readingSpeed) {
  let calls = 0
  /**
   * Call by call another text: an answer that mixes two calls cannot pass for one. It asks, as what it stated would need a
   * source.
   */
  const textOf = (call: number) =>
    Array.from({ length: chunks }, (_, part) => `Is this part ${inLetters(part)} of answer ${inLetters(call)}? `).join(
      '',
    )
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
    /** From now on it writes the answers in this member's workspace. */
    answerFor: ({ client }: Member) => addProvider(client, { baseUrl: server.baseUrl }),
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
