import type { N8nSettingsDraft } from '@minichat/contracts'
import { startFakeN8n } from './fake-n8n.ts'
import { startTestApp } from './test-app.ts'

/** A workspace whose chain is a workflow that behaves as the test says, with one thing known besides. */
export async function startN8nWorkspace(
  behave: Parameters<typeof startFakeN8n>[0],
  draft: Omit<N8nSettingsDraft, 'url'> = {},
  secret: string | null = null,
) {
  const n8n = await startFakeN8n(behave)
  const server = await startTestApp({ OUTGOING_ALLOW: n8n.host })
  const owner = await server.given.owner()
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
  const { data: signing } = await owner.client.request('POST /api/v1/n8n/signing-secret')
  const settings = { url: `${n8n.origin}/webhook/shop`, ...draft }
  const { data: link } = await owner.client.request('POST /api/v1/ai/providers', {
    body: { kind: 'n8n', name: 'Shop workflow', settings, secret },
  })
  return {
    n8n,
    server,
    owner,
    linkId: link.id,
    signingSecret: signing.secret,
    visitor: await server.given.visitor(owner),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await n8n.stop()
    },
  }
}
