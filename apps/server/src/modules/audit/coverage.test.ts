import type { Endpoint } from '@minichat/contracts'
import * as contracts from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenFailedJob } from '../../testing/failed-job.ts'
import { givenAccount, givenOtherOwner } from '../../testing/more-people.ts'
import { turnTwoFactorOn } from '../../testing/second-factor.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { inboxChanges } from './inbox-changes.fixture.ts'
import { type Change, passkeyOrigin, peopleChanges } from './people-changes.fixture.ts'

/** Changes that leave no entry, each with the reason. */
const exceptions: Record<string, string> = {
  'POST /api/v1/chats/:chatId/messages':
    'what is said stands in the chat, with its author; taking over by it is recorded',
  'POST /api/v1/chats/:chatId/marks': 'reading marks pass by with every look at a chat',
  'PUT /api/v1/chats/:chatId/readers/me': 'the same',
  'POST /api/v1/inbox/delivered': 'the same',
  'POST /api/v1/chats/:chatId/typing': 'passes by and is not stored',
  'POST /api/v1/chats/:chatId/labels': 'stands in the chat, with who did it',
  'POST /api/v1/chats/:chatId/snooze': 'the same',
  'POST /api/v1/chats/:chatId/notes': 'the same',
  'DELETE /api/v1/chats/:chatId/notes/:noteId': 'the same',
  'POST /api/v1/inbox/views': 'how one person looks at the inbox; shared ones name their owner',
  'PATCH /api/v1/inbox/views/:viewId': 'the same',
  'DELETE /api/v1/inbox/views/:viewId': 'the same',
  'POST /api/v1/chats/:chatId/assistance': 'changes nothing; what it cost is traced as for answers',
  'PUT /api/v1/duty/me': 'members come and go all day',
  'PATCH /api/v1/me/guides': 'tells what somebody has been shown of the dashboard, once each',
  'POST /api/v1/ai/providers/test': 'changes nothing',
  'POST /api/v1/ai/providers/models': 'changes nothing',
  'POST /api/v1/identity-keys/test': 'changes nothing',
  'POST /api/v1/n8n/try': 'changes nothing',
  'POST /api/v1/knowledge/search': 'changes nothing',
  'POST /api/v1/review/:groupId/ask': 'changes nothing',
  'POST /api/v1/knowledge/sites/preview': 'changes nothing',
  'POST /api/v1/auth/passkeys/options': 'changes nothing: the challenge is signed, not stored; adding is recorded',
  'POST /api/v1/auth/providers/:provider/link':
    'changes nothing: who comes back from there is linked, which is recorded',
}

/** Each change, made so that it changes something. */
const changes: Record<string, Change<Given>> = {
  ...peopleChanges,
  ...inboxChanges,
  'PATCH /api/v1/workspace': ({ owner }) =>
    owner.client.request('PATCH /api/v1/workspace', { body: { aiPaused: true } }),
  'PUT /api/v1/workspace/second-factor': async ({ other }) => {
    await turnTwoFactorOn(other)
    return other.client.request('PUT /api/v1/workspace/second-factor', { body: { isRequired: true } })
  },
  'PATCH /api/v1/assignment': ({ owner }) =>
    owner.client.request('PATCH /api/v1/assignment', { body: { targetMinutes: 5 } }),
  'PATCH /api/v1/notifications': ({ owner }) =>
    owner.client.request('PATCH /api/v1/notifications', { body: { messages: false } }),
  'POST /api/v1/notifications/devices': ({ other }) => addPushDevice(other),
  'DELETE /api/v1/notifications/devices/:deviceId': async ({ other }) =>
    other.client.request('DELETE /api/v1/notifications/devices/:deviceId', {
      params: { deviceId: (await addPushDevice(other)).data.id },
    }),
  'PATCH /api/v1/duty/:memberId': ({ owner }) =>
    owner.client.request('PATCH /api/v1/duty/:memberId', {
      params: { memberId: owner.me.user.id },
      body: { capacity: 4 },
    }),
  'POST /api/v1/ai/providers': ({ owner }) => addAiProvider(owner),
  'PATCH /api/v1/ai/providers/:providerId': async ({ owner }) =>
    owner.client.request('PATCH /api/v1/ai/providers/:providerId', {
      params: { providerId: (await addAiProvider(owner)).data.id },
      body: { isEnabled: false },
    }),
  'DELETE /api/v1/ai/providers/:providerId': async ({ owner }) =>
    owner.client.request('DELETE /api/v1/ai/providers/:providerId', {
      params: { providerId: (await addAiProvider(owner)).data.id },
    }),
  'PUT /api/v1/ai/providers/order': async ({ owner }) => {
    await addAiProvider(owner, 'First')
    const { data } = await addAiProvider(owner, 'Second')
    return owner.client.request('PUT /api/v1/ai/providers/order', { body: { ids: [data.id] } })
  },
  'PATCH /api/v1/ai/settings': ({ owner }) =>
    owner.client.request('PATCH /api/v1/ai/settings', { body: { instructions: 'Be kind.' } }),
  'PATCH /api/v1/widgets/:widgetId': async ({ owner }) => {
    const [widget] = (await owner.client.request('GET /api/v1/widgets')).data
    const params = { widgetId: widget?.id ?? '' }
    return owner.client.request('PATCH /api/v1/widgets/:widgetId', { params, body: { paused: true } })
  },
  'POST /api/v1/n8n/signing-secret': ({ owner }) => owner.client.request('POST /api/v1/n8n/signing-secret'),
  'POST /api/v1/review/:groupId/answer': async (given) =>
    given.owner.client.request('POST /api/v1/review/:groupId/answer', {
      params: { groupId: await addReviewGroup(given) },
      body: { question: 'Open on Sunday?', answer: 'From ten.' },
    }),
  'PATCH /api/v1/review/:groupId': async (given) =>
    given.owner.client.request('PATCH /api/v1/review/:groupId', {
      params: { groupId: await addReviewGroup(given) },
      body: { status: 'dismissed' },
    }),
  'POST /api/v1/knowledge/entries': ({ owner }) => addEntry(owner),
  'PATCH /api/v1/knowledge/entries/:entryId': async ({ owner }) =>
    owner.client.request('PATCH /api/v1/knowledge/entries/:entryId', {
      params: { entryId: (await addEntry(owner)).data.id },
      body: { answer: 'At nine.' },
    }),
  'DELETE /api/v1/knowledge/entries/:entryId': async ({ owner }) =>
    owner.client.request('DELETE /api/v1/knowledge/entries/:entryId', {
      params: { entryId: (await addEntry(owner)).data.id },
    }),
  'POST /api/v1/knowledge/documents': ({ owner }) => addDocument(owner),
  'POST /api/v1/knowledge/documents/upload': ({ owner }) => {
    const form = new FormData()
    form.set('file', new Blob(['# Care\n\nWash by hand.'], { type: 'text/markdown' }), 'care.md')
    return owner.client.request('POST /api/v1/knowledge/documents/upload', { form })
  },
  'PATCH /api/v1/knowledge/documents/:documentId': async ({ owner }) =>
    owner.client.request('PATCH /api/v1/knowledge/documents/:documentId', {
      params: { documentId: (await addDocument(owner)).data.id },
      body: { title: 'Care of cups' },
    }),
  'DELETE /api/v1/knowledge/documents/:documentId': async ({ owner }) =>
    owner.client.request('DELETE /api/v1/knowledge/documents/:documentId', {
      params: { documentId: (await addDocument(owner)).data.id },
    }),
  'POST /api/v1/knowledge/organise': async ({ owner }) =>
    owner.client.request('POST /api/v1/knowledge/organise', {
      body: { sources: [{ kind: 'entry', id: (await addEntry(owner)).data.id }], folder: 'Hours' },
    }),
  'POST /api/v1/knowledge/sites': ({ owner }) => addSite(owner),
  'PATCH /api/v1/knowledge/sites/:siteId': async ({ owner }) =>
    owner.client.request('PATCH /api/v1/knowledge/sites/:siteId', {
      params: await siteOf(owner),
      body: { name: 'Help' },
    }),
  'POST /api/v1/knowledge/sites/:siteId/stop': async ({ owner }) =>
    owner.client.request('POST /api/v1/knowledge/sites/:siteId/stop', { params: await siteOf(owner) }),
  'POST /api/v1/knowledge/sites/:siteId/read': async ({ owner }) => {
    const params = await siteOf(owner)
    await owner.client.request('POST /api/v1/knowledge/sites/:siteId/stop', { params })
    return owner.client.request('POST /api/v1/knowledge/sites/:siteId/read', { params })
  },
  'DELETE /api/v1/knowledge/sites/:siteId': async ({ owner }) =>
    owner.client.request('DELETE /api/v1/knowledge/sites/:siteId', { params: await siteOf(owner) }),
  'PUT /api/v1/knowledge/embeddings': async ({ server, owner: { client, workspaceId } }) => {
    await server.db.transaction(workspaceId, (tx) =>
      tx.query(
        `insert into knowledge_embedders (workspace_id, kind, base_url, model) values ($1, 'ollama', $2, 'nomic')`,
        [workspaceId, 'http://models.example'],
      ),
    )
    return client.request('PUT /api/v1/knowledge/embeddings', { body: { kind: 'builtin' } })
  },
  'DELETE /api/v1/sample': async ({ server, owner }) => {
    await server.app.ensureSample()
    return owner.client.request('DELETE /api/v1/sample')
  },
  'POST /api/v1/auth/logout-everywhere': async ({ other }) =>
    other.client.request('POST /api/v1/auth/logout-everywhere'),
  'DELETE /api/v1/auth/sessions/:sessionId': async ({ server, other }) => {
    await server.given.signIn(other.email)
    const sessions = (await other.client.request('GET /api/v1/auth/sessions')).data
    const params = { sessionId: sessions.find(({ isCurrent }) => !isCurrent)?.id ?? '' }
    return other.client.request('DELETE /api/v1/auth/sessions/:sessionId', { params })
  },
  'POST /api/v1/admin/users/:userId/lock': ({ owner, userId }) =>
    owner.client.request('POST /api/v1/admin/users/:userId/lock', { params: { userId } }),
  'POST /api/v1/admin/users/:userId/unlock': async ({ owner, userId }) => {
    await owner.client.request('POST /api/v1/admin/users/:userId/lock', { params: { userId } })
    return owner.client.request('POST /api/v1/admin/users/:userId/unlock', { params: { userId } })
  },
  'POST /api/v1/admin/users/:userId/verify-email': async ({ server, owner, userId }) => {
    await server.db.query('update users set email_verified_at = null where id = $1', [userId])
    return owner.client.request('POST /api/v1/admin/users/:userId/verify-email', { params: { userId } })
  },
  'POST /api/v1/admin/users/:userId/make-operator': ({ owner, userId }) =>
    owner.client.request('POST /api/v1/admin/users/:userId/make-operator', { params: { userId } }),
  'POST /api/v1/admin/users/:userId/dismiss-operator': async ({ owner, userId }) => {
    await owner.client.request('POST /api/v1/admin/users/:userId/make-operator', { params: { userId } })
    return owner.client.request('POST /api/v1/admin/users/:userId/dismiss-operator', { params: { userId } })
  },
  'POST /api/v1/admin/users/:userId/reset-link': ({ owner, userId }) =>
    owner.client.request('POST /api/v1/admin/users/:userId/reset-link', { params: { userId } }),
  'PATCH /api/v1/me': ({ other }) => other.client.request('PATCH /api/v1/me', { body: { name: 'Another name' } }),
  'PATCH /api/v1/me/mails': ({ other }) =>
    other.client.request('PATCH /api/v1/me/mails', { body: { mentionsByMail: false } }),
  'POST /api/v1/auth/password/change': ({ other }) =>
    other.client.request('POST /api/v1/auth/password/change', {
      body: { currentPassword: other.password, password: 'Better-Horse-8-lamp' },
    }),
  'POST /api/v1/auth/email/change': ({ other }) => askForEmail(other),
  'POST /api/v1/auth/email/change/resend': async ({ other }) => {
    await askForEmail(other)
    return other.client.request('POST /api/v1/auth/email/change/resend')
  },
  'DELETE /api/v1/auth/email/change': async ({ other }) => {
    await askForEmail(other)
    return other.client.request('DELETE /api/v1/auth/email/change')
  },
  'PUT /api/v1/admin/workspaces/:workspaceId/plan': ({ owner, other: { workspaceId } }) =>
    owner.client.request('PUT /api/v1/admin/workspaces/:workspaceId/plan', {
      params: { workspaceId },
      body: { plan: 'pro' },
    }),
  'POST /api/v1/admin/workspaces/:workspaceId/lock': ({ owner, other }) => lock(owner, other.workspaceId),
  'POST /api/v1/admin/workspaces/:workspaceId/unlock': async ({ owner, other: { workspaceId } }) => {
    await lock(owner, workspaceId)
    return owner.client.request('POST /api/v1/admin/workspaces/:workspaceId/unlock', { params: { workspaceId } })
  },
  'POST /api/v1/admin/workspaces/:workspaceId/visits': ({ owner, other }) => visit(owner, other.workspaceId),
  'DELETE /api/v1/admin/workspaces/:workspaceId/visits/:visitId': async ({ owner, other: { workspaceId } }) =>
    owner.client.request('DELETE /api/v1/admin/workspaces/:workspaceId/visits/:visitId', {
      params: { workspaceId, visitId: (await visit(owner, workspaceId)).data.id },
    }),
  'PATCH /api/v1/ai/caps': ({ owner }) =>
    owner.client.request('PATCH /api/v1/ai/caps', { body: { dayMicroUsd: 3_000_000 } }),
  'PUT /api/v1/admin/ai-prices': ({ owner }) =>
    owner.client.request('PUT /api/v1/admin/ai-prices', {
      body: { prices: [{ model: 'own-model', inputMicroUsd: 1, outputMicroUsd: 2 }] },
    }),
  'POST /api/v1/admin/jobs/:jobId/retry': async ({ server, owner }) =>
    owner.client.request('POST /api/v1/admin/jobs/:jobId/retry', {
      params: { jobId: await givenFailedJob(server, 'chat.clean_up', 'No room') },
    }),
}

type Given = Awaited<ReturnType<typeof given>>

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp({ PUBLIC_URL: passkeyOrigin })
  owner = await server.given.owner()
})
afterAll(() => server.stop())

let count = 0
/** A chat for each change, and another account with a workspace for those of people: signing in is limited. */
async function given(name: string) {
  count += 1
  const [widget] = (await owner.client.request('GET /api/v1/widgets')).data
  if (widget?.paused) {
    const params = { widgetId: widget.id }
    await owner.client.request('PATCH /api/v1/widgets/:widgetId', { params, body: { paused: false } })
  }
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  if (name in inboxChanges) return { server, owner, other: owner, userId: '', chatId }
  const other = await givenOtherOwner(server, `Other${count}`)
  const { id: userId } = await givenAccount(server, `Nobody${count}`)
  return { server, owner, other, userId, chatId }
}

const askForEmail = ({ client, email, password }: Person) =>
  client.request('POST /api/v1/auth/email/change', { body: { email: `new-${email}`, password } })
const addPushDevice = ({ client }: Person) =>
  client.request('POST /api/v1/notifications/devices', { body: contracts.addPushDevice.example })
const addAiProvider = ({ client }: Person, name = 'Model') =>
  client.request('POST /api/v1/ai/providers', {
    body: { kind: 'compatible', name, baseUrl: 'https://model.example.com/v1', model: 'small' },
  })
async function addReviewGroup({ server, owner }: Given): Promise<string> {
  const { id } = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.one<{ id: string }>(
      `insert into review_groups (workspace_id, id, locale, terms) values ($1, gen_random_uuid(), 'en', '{}') returning id`,
      [tx.workspaceId],
    ),
  )
  return id
}
const addEntry = ({ client }: Person) =>
  client.request('POST /api/v1/knowledge/entries', { body: { question: 'When do you open?', answer: 'At ten.' } })
const addDocument = ({ client }: Person) =>
  client.request('POST /api/v1/knowledge/documents', { body: { title: 'Care', text: 'Wash by hand.', format: 'text' } })
const addSite = ({ client }: Person) =>
  client.request('POST /api/v1/knowledge/sites', { body: { kind: 'page', url: 'https://shop.example.com/help' } })
const siteOf = async (owner: Person) => ({ siteId: (await addSite(owner)).data.id })
const lock = ({ client }: Person, workspaceId: string) =>
  client.request('POST /api/v1/admin/workspaces/:workspaceId/lock', {
    params: { workspaceId },
    body: { reason: 'Unpaid' },
  })
const visit = ({ client }: Person, workspaceId: string) =>
  client.request('POST /api/v1/admin/workspaces/:workspaceId/visits', {
    params: { workspaceId },
    body: { reason: 'Ticket 1' },
  })

const people = ['signed-in', 'member', 'admin', 'owner', 'operator']
const isEndpoint = (one: unknown): one is Endpoint =>
  typeof one === 'object' && one !== null && 'allow' in one && 'path' in one
const endpoints = (Object.values(contracts) as unknown[])
  .filter(isEndpoint)
  .filter(({ allow, method }) => people.includes(allow) && method !== 'GET')
  .map(({ method, path }) => ({ name: `${method} ${path}`, method, url: path }))

test.each(endpoints)(
  '$name leaves an entry in the audit log, or is known to leave none',
  async ({ name, method, url }) => {
    // The contract of what no module serves yet.
    if (!server.app.http.hasRoute({ method, url })) return
    if (name in exceptions) return expect(changes).not.toHaveProperty([name])
    const make = changes[name]
    if (!make) throw new Error(`Say in this file how ${name} is called, or why it leaves no entry.`)
    const { metadata } = await make(await given(name))
    const { data } = await owner.client.request('GET /api/v1/admin/logs')
    expect(data.map(({ requestId }) => requestId)).toContain(metadata.requestId)
  },
)

test('the lists name routes that there are', () => {
  const names = endpoints.map(({ name }) => name)
  for (const name of [...Object.keys(exceptions), ...Object.keys(changes)]) expect(names).toContain(name)
})
