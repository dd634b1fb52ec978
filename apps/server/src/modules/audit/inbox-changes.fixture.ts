import { newClientMessageId, type Person, type TestApp } from '../../testing/test-app.ts'
import type { Change } from './people-changes.fixture.ts'

type Given = { server: TestApp; owner: Person; chatId: string }

/** Changes to chats, and to what a team arranges its inbox with, each made so that it changes something. */
export const inboxChanges: Record<string, Change<Given>> = {
  'POST /api/v1/chats/:chatId/take-over': ({ owner, chatId }) =>
    owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } }),
  'POST /api/v1/chats/:chatId/hand-back': async ({ owner, chatId }) => {
    await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
    return owner.client.request('POST /api/v1/chats/:chatId/hand-back', { params: { chatId } })
  },
  'POST /api/v1/chats/:chatId/close': ({ owner, chatId }) =>
    owner.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId } }),
  'POST /api/v1/chats/:chatId/reopen': async ({ owner, chatId }) => {
    await owner.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId } })
    return owner.client.request('POST /api/v1/chats/:chatId/reopen', { params: { chatId } })
  },
  'PATCH /api/v1/chats/:chatId/messages/:messageId': async ({ owner, chatId }) =>
    owner.client.request('PATCH /api/v1/chats/:chatId/messages/:messageId', {
      params: { chatId, messageId: await reply(owner, chatId) },
      body: { text: 'Another text' },
    }),
  'DELETE /api/v1/chats/:chatId/messages/:messageId': async ({ owner, chatId }) =>
    owner.client.request('DELETE /api/v1/chats/:chatId/messages/:messageId', {
      params: { chatId, messageId: await reply(owner, chatId) },
    }),
  'POST /api/v1/chats/:chatId/assign': ({ owner, chatId }) =>
    owner.client.request('POST /api/v1/chats/:chatId/assign', {
      params: { chatId },
      body: { memberId: owner.me.user.id },
    }),
  'POST /api/v1/chats/:chatId/spam': ({ owner, chatId }) =>
    owner.client.request('POST /api/v1/chats/:chatId/spam', { params: { chatId }, body: { isSpam: true } }),
  'POST /api/v1/chats/:chatId/block': ({ owner, chatId }) =>
    owner.client.request('POST /api/v1/chats/:chatId/block', { params: { chatId }, body: { isBlocked: true } }),
  'POST /api/v1/chats/:chatId/same-person': async (given) => {
    const { owner, chatId } = given
    const visitorId = await otherVisitor(given)
    return owner.client.request('POST /api/v1/chats/:chatId/same-person', { params: { chatId }, body: { visitorId } })
  },
  'POST /api/v1/chats/bulk': ({ owner, chatId }) => closeInBulk(owner, chatId),
  'POST /api/v1/chats/bulk/undo': async ({ owner, chatId }) => {
    const { before } = (await closeInBulk(owner, chatId)).data
    return owner.client.request('POST /api/v1/chats/bulk/undo', { body: { chats: before } })
  },
  'PATCH /api/v1/chat-mail': ({ owner }) => owner.client.request('PATCH /api/v1/chat-mail', { body: { isOn: false } }),
  'POST /api/v1/labels': ({ owner }) => addLabel(owner),
  'PATCH /api/v1/labels/:labelId': async ({ owner }) =>
    owner.client.request('PATCH /api/v1/labels/:labelId', {
      params: { labelId: (await addLabel(owner)).data.id },
      body: { name: named('Refunds'), color: 'red' },
    }),
  'DELETE /api/v1/labels/:labelId': async ({ owner }) =>
    owner.client.request('DELETE /api/v1/labels/:labelId', { params: { labelId: (await addLabel(owner)).data.id } }),
  'POST /api/v1/canned-replies': ({ owner }) => addReply(owner),
  'PATCH /api/v1/canned-replies/:replyId': async ({ owner }) =>
    owner.client.request('PATCH /api/v1/canned-replies/:replyId', {
      params: { replyId: (await addReply(owner)).data.id },
      body: { shortcut: named('bye'), text: 'Good bye!' },
    }),
  'DELETE /api/v1/canned-replies/:replyId': async ({ owner }) =>
    owner.client.request('DELETE /api/v1/canned-replies/:replyId', {
      params: { replyId: (await addReply(owner)).data.id },
    }),
}

/** Names that nothing else has. */
let names = 0
const named = (name: string) => `${name}${++names}`
const addLabel = ({ client }: Person) =>
  client.request('POST /api/v1/labels', { body: { name: named('Refund'), color: 'amber' } })
const addReply = ({ client }: Person) =>
  client.request('POST /api/v1/canned-replies', { body: { shortcut: named('hello'), text: 'Hello!' } })
const closeInBulk = ({ client }: Person, chatId: string) =>
  client.request('POST /api/v1/chats/bulk', { body: { chatIds: [chatId], action: { type: 'close' } } })
async function otherVisitor({ server, owner }: Given): Promise<string> {
  const { chatId } = await (await server.given.visitor(owner)).say('It is me again')
  const { chat } = (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data
  return chat.visitor.id
}
async function reply({ client }: Person, chatId: string): Promise<string> {
  const body = { clientMessageId: newClientMessageId(), text: 'A text' }
  return (await client.request('POST /api/v1/chats/:chatId/messages', { params: { chatId }, body })).data.id
}
