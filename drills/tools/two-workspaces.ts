import { setTimeout as sleep } from 'node:timers/promises'
import { cookieJar } from '../../apps/server/src/testing/first-account.ts'
import { createClient } from '../../packages/client/src/index.ts'
import { type Role, roles, type Scope, scopes } from '../../packages/contracts/src/index.ts'
import type { Caller, Things } from './matrix.ts'
import { signIn } from './member.ts'

export type Side = { id: string; mark: string; ownerId: string; callers: Caller[]; things: Things }
export type TwoWorkspaces = { operator: Caller; nobody: Caller; a: Side; b: Side }

const password = 'Correct-Horse-7'

/** Two workspaces with everything in them that a route can name, and everybody who could ask for it. */
export async function makeTwoWorkspaces(url: string, random: string): Promise<TwoWorkspaces> {
  const jar = cookieJar()
  await signIn(url, jar)
  const person = createClient({ baseUrl: url, workspaceId: () => null, fetch: jar.fetch })
  const make = async (side: 'a' | 'b') => {
    const { data } = await person.request('POST /api/v1/workspaces', { body: { name: `Shop ${mark(side, random)}` } })
    return makeSide(url, jar.fetch, side, data.id, mark(side, random))
  }
  const a = await make('a')
  const b = await make('b')
  return {
    a,
    b,
    operator: {
      name: 'operator',
      home: null,
      kind: 'operator',
      call: at(url, jar.fetch, {}),
      renew: () => signIn(url, jar).catch(() => null),
    },
    nobody: { name: 'nobody', home: null, kind: 'nobody', call: at(url, fetch, {}) },
  }
}

const mark = (side: 'a' | 'b', random: string) => `mark-${side}-${random}`

const at =
  (url: string, call: typeof fetch, headers: Record<string, string>): Caller['call'] =>
  (path, init) =>
    call(url + path, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } })

async function makeSide(url: string, maker: typeof fetch, side: 'a' | 'b', id: string, sign: string): Promise<Side> {
  const makers = createClient({ baseUrl: url, workspaceId: () => id, fetch: maker })
  const people = new Map<Role, { fetch: typeof fetch; userId: string; renew: () => Promise<unknown> }>()
  for (const role of roles) {
    const email = `${role}-${sign}@example.com`
    const { data } = await makers.request('POST /api/v1/team/invitations', { body: { email, role } })
    const token = data.link?.split('#token=')[1] ?? ''
    const own = cookieJar()
    const anybody = createClient({ baseUrl: url, fetch: own.fetch })
    const body = { token, name: `${role} ${sign}`, password }
    const joined = await anybody.request('POST /api/v1/invitations/accept-new', { body })
    const renew = () => anybody.request('POST /api/v1/auth/login', { body: { email, password } }).catch(() => null)
    people.set(role, { fetch: own.fetch, userId: joined.data.me.user.id, renew })
  }
  await makers.request('POST /api/v1/team/leave')

  const ownerFetch = people.get('owner')?.fetch as typeof fetch
  const owner = createClient({ baseUrl: url, workspaceId: () => id, fetch: ownerFetch })
  const keys = new Map<Scope, { secret: string; keyId: string }>()
  for (const scope of scopes) {
    const { data } = await owner.request('POST /api/v1/api-keys', { body: { name: `${scope} ${sign}`, scope } })
    keys.set(scope, { secret: data.secret, keyId: data.key.id })
  }
  const callers: Caller[] = [
    ...[...people].map(([role, { fetch: own, renew }]): Caller => {
      const headers = { 'x-workspace-id': id }
      return { name: `${role} of ${side}`, home: side, kind: 'person', role, call: at(url, own, headers), renew }
    }),
    ...[...keys].map(([scope, { secret }]): Caller => {
      const headers = { authorization: `Bearer ${secret}` }
      return { name: `${scope} key of ${side}`, home: side, kind: 'key', scope, call: at(url, fetch, headers) }
    }),
  ]
  const things = await makeThings(url, owner, sign)
  const userId = people.get('member')?.userId ?? ''
  return {
    id,
    mark: sign,
    ownerId: people.get('owner')?.userId ?? '',
    callers,
    things: {
      ...things,
      userId,
      memberId: userId,
      assigneeId: userId,
      actorId: userId,
      apiKeyId: keys.get('read')?.keyId ?? '',
      workspaceId: id,
    },
  }
}

async function makeThings(url: string, owner: ReturnType<typeof createClient>, sign: string): Promise<Things> {
  const { data: widgets } = await owner.request('GET /api/v1/widgets')
  const widget = widgets[0]
  if (!widget) throw new Error('A new workspace has a widget.')
  const params = { widgetKey: widget.key }
  const visitor = createClient({ baseUrl: url })
  const { data: session } = await visitor.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
  const asked = { token: session.token, clientMessageId: `drill-${sign}`, text: `Question ${sign}` }
  const { data: message } = await visitor.request('POST /api/v1/visitor/:widgetKey/messages', { params, body: asked })
  // Before there is knowledge that would answer it.
  const groupId = await soon(async () => (await owner.request('GET /api/v1/review')).data[0]?.id)
  const profile = { token: session.token, name: `Visitor ${sign}`, attributes: { note: sign } }
  await visitor.request('POST /api/v1/visitor/:widgetKey/profile', { params, body: profile })
  const entry = await owner.request('POST /api/v1/knowledge/entries', {
    body: { question: `When? ${sign}`, answer: `Then. ${sign}` },
  })
  const document = await owner.request('POST /api/v1/knowledge/documents', {
    body: { title: sign, text: `Text ${sign}` },
  })
  const provider = await owner.request('POST /api/v1/ai/providers', {
    body: { kind: 'compatible', name: sign, baseUrl: 'https://models.invalid/v1', model: sign, isEnabled: false },
  })
  const site = await owner.request('POST /api/v1/knowledge/sites', {
    body: { kind: 'page', url: `https://${sign}.invalid/`, name: sign, schedule: 'off' },
  })
  const invitation = await owner.request('POST /api/v1/team/invitations', {
    body: { email: `invited-${sign}@example.com`, role: 'member' },
  })
  const identity = await owner.request('POST /api/v1/identity-keys')
  const { data: sessions } = await owner.request('GET /api/v1/auth/sessions')
  const label = await owner.request('POST /api/v1/labels', { body: { name: `Label ${sign}`, color: 'red' } })
  const canned = await owner.request('POST /api/v1/canned-replies', { body: { shortcut: sign, text: `Hi ${sign}` } })
  const view = await owner.request('POST /api/v1/inbox/views', {
    body: { name: `View ${sign}`, isShared: true, filter: { status: 'open' } },
  })
  const note = await owner.request('POST /api/v1/chats/:chatId/notes', {
    params: { chatId: message.chatId },
    body: { clientNoteId: `note-${sign}`, text: `Note ${sign}` },
  })
  const { data: opened } = await owner.request('GET /api/v1/chats/:chatId', { params: { chatId: message.chatId } })
  // Follows a moment later; whoever looks for changes must not find it.
  await soon(async () => (await owner.request('GET /api/v1/search', { query: { q: sign } })).data[0]?.kind)
  return {
    groupId,
    widgetId: widget.id,
    widgetKey: widget.key,
    chatId: message.chatId,
    messageId: message.id,
    visitorId: opened.chat.visitor.id,
    labelId: label.data.id,
    replyId: canned.data.id,
    viewId: view.data.id,
    noteId: note.data.id,
    entryId: entry.data.id,
    documentId: document.data.id,
    providerId: provider.data.id,
    siteId: site.data.id,
    invitationId: invitation.data.invitation.id,
    identityKeyId: identity.data.key.id,
    provider: 'google',
    sessionId: sessions[0]?.id ?? '',
    visitorToken: session.token,
    // Whoever holds a link may use it, so no link of the other workspace is tried.
    linkToken: 'x'.repeat(43),
    // Of the operators alone.
    visitId: '0199c0de-7000-7000-8000-00000000beef',
    jobId: '1',
  }
}

const withinMs = 20_000

/** What is there after a moment. */
async function soon<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(200)
  }
  throw new Error('What was to follow from a message did not come.')
}
