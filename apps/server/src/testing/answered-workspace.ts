import { addProvider } from './ai-provider.ts'
import { startFakeOpenAi } from './fake-openai.ts'
import { startTestApp } from './test-app.ts'

/** A workspace answered by a model server that behaves as the test says. */
export async function startAnsweredWorkspace(behave: Parameters<typeof startFakeOpenAi>[0]) {
  const model = await startFakeOpenAi(behave)
  const server = await startTestApp({ OUTGOING_ALLOW: model.host })
  const owner = await server.given.owner()
  await addProvider(owner.client, { baseUrl: model.baseUrl })
  return {
    model,
    server,
    owner,
    visitor: await server.given.visitor(owner),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await model.stop()
    },
  }
}
