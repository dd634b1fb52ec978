import { type N8nSettingsDraft, n8nSettings } from '@minichat/contracts'
import type { N8nBreaker } from '../integrations/n8n/index.ts'
import { startFakeN8n } from './fake-n8n.ts'
import { startTestApp } from './test-app.ts'

const linkId = '0199c0de-0000-7000-8000-0000000000a8'

/** A workspace answered by a workflow that behaves as the test says, with one thing known besides. */
export async function startN8nWorkspace(
  behave: Parameters<typeof startFakeN8n>[0],
  draft: Omit<N8nSettingsDraft, 'url'> = {},
  secret: string | null = null,
  breaker: N8nBreaker = { pass: async () => {}, onSuccess: async () => {}, onFailure: async () => {} },
) {
  const n8n = await startFakeN8n(behave)
  const settings = n8nSettings.parse({ url: `${n8n.origin}/webhook/shop`, ...draft })
  const server = await startTestApp(
    { OUTGOING_ALLOW: n8n.host },
    {
      respondersOf: (workspaceId, workflows) => [
        workflows.responderFor({ workspaceId, linkId, settings, secret, breaker }),
      ],
    },
  )
  const owner = await server.given.owner()
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
  const { data: signing } = await owner.client.request('POST /api/v1/n8n/signing-secret')
  return {
    n8n,
    server,
    owner,
    signingSecret: signing.secret,
    visitor: await server.given.visitor(owner),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await n8n.stop()
    },
  }
}
