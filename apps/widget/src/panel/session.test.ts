import type { VisitorSession } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { createSession } from './session.ts'
import { createStorage, type Storage } from './storage.ts'

type Sent = { token?: string; startNew?: boolean; identity?: string }

/** A server that gives each token the chat listed for it, and numbered tokens to whoever has none or wants a new one. */
function given(
  chats: Record<string, { id: string; status: 'open' | 'closed' }> = {},
  storage = createStorage('', null),
) {
  const sent: Sent[] = []
  let meanwhile: (() => void) | undefined
  const api = {
    post: async (_action: string, body: Sent) => {
      sent.push(body)
      meanwhile?.()
      meanwhile = undefined
      const token = body.token && !body.startNew ? body.token : `new-${sent.length}`
      return { data: { token, chat: chats[token] ?? null } as VisitorSession }
    },
  }
  const duringNextCall = (action: () => void) => {
    meanwhile = action
  }
  return { session: createSession(api as never, storage), sent, storage, duringNextCall }
}

const withToken = (token: string): Storage => {
  const storage = createStorage('', null)
  storage.set('token', token)
  return storage
}

test('the first visit gets a token and keeps it for the next', async () => {
  const { session, sent, storage } = given()
  expect(session.isKnown()).toBe(false)
  await session.start()
  expect(sent).toEqual([{}])
  expect(session.token()).toBe('new-1')
  const next = given({}, storage)
  expect(next.session.isKnown()).toBe(true)
  await next.session.start()
  expect(next.sent).toEqual([{ token: 'new-1' }])
})

test('of two tabs that begin at once both use the token stored first', async () => {
  const { session, sent, storage, duringNextCall } = given()
  duringNextCall(() => storage.set('token', 'of the other tab'))
  await session.start()
  expect(sent).toEqual([{}, { token: 'of the other tab' }])
  expect(session.token()).toBe('of the other tab')
})

test('a chat that has ended is replaced by a new one for the same visitor', async () => {
  const { session, sent } = given({ mine: { id: 'a', status: 'closed' } }, withToken('mine'))
  const shown = await session.start()
  expect(shown.chat?.id).toBe('a')
  await session.start('a')
  expect(sent.at(-1)).toEqual({ token: 'mine', startNew: true })
  expect(session.token()).toBe('new-2')
})

test('where another tab has begun the new chat already, it is used', async () => {
  const chats = { mine: { id: 'a', status: 'closed' }, theirs: { id: 'b', status: 'open' } } as const
  const { session, sent, storage } = given(chats, withToken('mine'))
  await session.start()
  storage.set('token', 'theirs')
  expect((await session.start('a')).chat?.id).toBe('b')
  expect(sent.some(({ startNew }) => startNew)).toBe(false)
})

test('a token that another tab has merely renewed still leads to a new chat', async () => {
  const chats = { mine: { id: 'a', status: 'closed' }, renewed: { id: 'a', status: 'closed' } } as const
  const { session, sent, storage } = given(chats, withToken('mine'))
  await session.start()
  storage.set('token', 'renewed')
  expect((await session.start('a')).chat).toBeNull()
  expect(sent.at(-1)).toEqual({ token: 'renewed', startNew: true })
})

test('calls at the same time are one', async () => {
  const { session, sent } = given()
  await Promise.all([session.start(), session.start()])
  expect(sent).toHaveLength(1)
})

test('a start that was under way when the visitor was forgotten does not bring them back', async () => {
  const { session, sent, storage, duringNextCall } = given({}, withToken('mine'))
  duringNextCall(() => session.forget())
  await session.start()
  expect(sent).toEqual([{ token: 'mine' }, {}])
  expect(session.token()).toBe('new-2')
  expect(storage.get('token')).toBe('new-2')
})

test('each start carries the proof that the page gives now', async () => {
  const sent: Sent[] = []
  const post = async (_action: string, body: Sent) => {
    sent.push(body)
    return { data: { token: 't', chat: null } as VisitorSession }
  }
  let proof = 'first'
  const session = createSession({ post } as never, createStorage('', null), () => proof)
  await session.start()
  proof = 'second'
  await session.start()
  expect(sent).toEqual([{ identity: 'first' }, { token: 't', identity: 'second' }])
})
