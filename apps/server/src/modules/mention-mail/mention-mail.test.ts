import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenMember } from '../../testing/more-people.ts'
import { startSmtpInbox } from '../../testing/smtp-inbox.ts'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const delayMs = 5 * 60_000

let inbox: Awaited<ReturnType<typeof startSmtpInbox>>
let server: TestApp
let owner: Person

beforeAll(async () => {
  inbox = await startSmtpInbox()
  server = await startTestApp({ SMTP_URL: inbox.url, MAIL_FROM: 'MiniChat <chat@mali.example>' })
  owner = await server.given.owner()
})
afterAll(async () => {
  await server.stop()
  await inbox.stop()
})

let people = 0
/** A colleague who has no dashboard open, and a chat. */
async function given() {
  const colleague = await givenMember(server, owner, `Noi${(people += 1)}`, 'member')
  const { chatId } = await (await server.given.visitor(owner)).say('Hello')
  return { colleague, chatId, userId: colleague.me.user.id, email: colleague.email }
}

const note = async (chatId: string, mentions: string[], text = 'xyzzy-between-us') =>
  (
    await owner.client.request('POST /api/v1/chats/:chatId/notes', {
      params: { chatId },
      body: { clientNoteId: newClientMessageId(), text, mentions },
    })
  ).data
const notices = (person: Person, mentionsByMail: boolean) =>
  person.client.request('PATCH /api/v1/me/mails', { body: { mentionsByMail } })
const job = (chatId: string, memberId: string) =>
  server.runJob('mention-mail.tell', { workspaceId: owner.workspaceId, chatId, memberId })
const queuedTo = (email: string) => server.db.query('select template from mails where to_address = $1', [email])
const looks = (person: Person, chatId: string, readSeq: number) =>
  person.client.request('POST /api/v1/chats/:chatId/marks', { params: { chatId }, body: { readSeq } })

test('who is mentioned while away gets one mail with a link and without the note; nobody is told of their own', async () => {
  const { colleague, chatId, userId, email } = await given()
  await colleague.client.request('PATCH /api/v1/me', { body: { locale: 'th' } })
  // The queue keeps the time of the database.
  server.passTime(-delayMs)
  await note(chatId, [userId, owner.me.user.id])
  server.passTime(delayMs)
  await server.runQueue()
  const [received] = await inbox.mailsTo(email)
  expect(received?.mail.subject).toBe('Mali กล่าวถึงคุณใน Mali Ceramics')
  expect(received?.mail.text).toContain(`${server.url}/chats/${chatId}`)
  expect(`${received?.raw} ${received?.mail.text} ${received?.mail.html}`).not.toContain('xyzzy')
  expect(await queuedTo(owner.email)).toEqual([])
})

test('it waits some minutes, and looks in vain where it was seen', async () => {
  const { colleague, chatId, userId, email } = await given()
  const { seq } = await note(chatId, [userId])
  await server.runQueue()
  expect(await queuedTo(email)).toEqual([])
  await looks(colleague, chatId, seq)
  await job(chatId, userId)
  expect(await queuedTo(email)).toEqual([])
})

test('one mail is enough until they have looked, however often they are mentioned and whatever runs twice', async () => {
  const { colleague, chatId, userId, email } = await given()
  await note(chatId, [userId])
  await Promise.all([job(chatId, userId), job(chatId, userId)])
  const { seq } = await note(chatId, [userId])
  await job(chatId, userId)
  expect(await queuedTo(email)).toHaveLength(1)
  await looks(colleague, chatId, seq)
  await note(chatId, [userId])
  await job(chatId, userId)
  expect(await queuedTo(email)).toHaveLength(2)
})

test('who has a dashboard open is not mailed; once it was closed for a while they are', async () => {
  const { colleague, chatId, userId, email } = await given()
  const leaving = new AbortController()
  const stream = await fetch(`${server.url}/api/v1/inbox/stream`, {
    headers: { cookie: colleague.cookie, 'x-workspace-id': owner.workspaceId },
    signal: leaving.signal,
  })
  expect(stream.status).toBe(200)
  const isHere = () =>
    server.db.transaction(owner.workspaceId, (tx) => tx.query('select 1 from member_duty where user_id = $1', [userId]))
  await expect.poll(async () => (await isHere()).length, { timeout: 10_000 }).toBe(1)
  await note(chatId, [userId])
  await job(chatId, userId)
  expect(await queuedTo(email)).toEqual([])
  leaving.abort()
  server.passTime(delayMs)
  await job(chatId, userId)
  expect(await queuedTo(email)).toHaveLength(1)
})

test('who wants no such mails gets none, and decides it for themselves alone', async () => {
  const { colleague, chatId, userId, email } = await given()
  expect((await colleague.client.request('GET /api/v1/me/mails')).data).toEqual({
    mentionsByMail: true,
    canSend: true,
  })
  expect((await notices(colleague, false)).data.mentionsByMail).toBe(false)
  await note(chatId, [userId])
  await job(chatId, userId)
  expect(await queuedTo(email)).toEqual([])
  expect((await owner.client.request('GET /api/v1/me/mails')).data.mentionsByMail).toBe(true)
  await notices(colleague, true)
  await job(chatId, userId)
  expect(await queuedTo(email)).toHaveLength(1)
})

test('of a note that was taken back, and to who has left the workspace, nothing is mailed', async () => {
  const taken = await given()
  const { id: noteId } = await note(taken.chatId, [taken.userId])
  await owner.client.request('DELETE /api/v1/chats/:chatId/notes/:noteId', {
    params: { chatId: taken.chatId, noteId },
  })
  const left = await given()
  await note(left.chatId, [left.userId])
  await owner.client.request('DELETE /api/v1/team/members/:userId', { params: { userId: left.userId } })
  for (const { chatId, userId } of [taken, left]) await job(chatId, userId)
  expect([await queuedTo(taken.email), await queuedTo(left.email)]).toEqual([[], []])
})
