import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientWith, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let colleague: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  colleague = await server.given.colleague(owner, 'member', 'noi@example.com')
})
afterAll(() => server.stop())

const nowhere = '0199c0de-7000-7000-8000-000000000001'

test('labels are the team’s: made, renamed and deleted by any member, each name once', async () => {
  const { data: label } = await colleague.client.request('POST /api/v1/labels', {
    body: { name: ' Refund ', color: 'amber' },
  })
  expect(label).toMatchObject({ name: 'Refund', color: 'amber' })
  const again = { body: { name: 'REFUND', color: 'red' } } as const
  await expect(owner.client.request('POST /api/v1/labels', again)).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  const params = { labelId: label.id }
  await owner.client.request('PATCH /api/v1/labels/:labelId', { params, body: { name: 'คืนเงิน', color: 'red' } })
  expect((await colleague.client.request('GET /api/v1/labels')).data).toEqual([
    { id: label.id, name: 'คืนเงิน', color: 'red' },
  ])
  await owner.client.request('DELETE /api/v1/labels/:labelId', { params })
  expect((await owner.client.request('GET /api/v1/labels')).data).toEqual([])
  await expect(owner.client.request('DELETE /api/v1/labels/:labelId', { params })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('canned replies have a shortcut of letters of any script, each once', async () => {
  const add = async (shortcut: string, text = 'Hello {{visitor.name}}') =>
    (await owner.client.request('POST /api/v1/canned-replies', { body: { shortcut, text } })).data
  const hello = await add('Hello')
  expect(hello).toMatchObject({ shortcut: 'hello', text: 'Hello {{visitor.name}}' })
  await add('สวัสดี', 'สวัสดีค่ะ')
  await expect(add('HELLO')).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await expect(add('two words')).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  const params = { replyId: hello.id }
  const body = { shortcut: 'hi', text: 'Hi!' }
  await colleague.client.request('PATCH /api/v1/canned-replies/:replyId', { params, body })
  const { data } = await colleague.client.request('GET /api/v1/canned-replies')
  expect(data.map(({ shortcut, text }) => [shortcut, text])).toEqual([
    ['hi', 'Hi!'],
    ['สวัสดี', 'สวัสดีค่ะ'],
  ])
  await owner.client.request('DELETE /api/v1/canned-replies/:replyId', { params })
  await expect(owner.client.request('PATCH /api/v1/canned-replies/:replyId', { params, body })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a view is its owner’s to change; a shared one is there for all, for as long as they are in the team', async () => {
  const leaver = await server.given.colleague(owner, 'member', 'leaver@example.com')
  const add = async (person: Person, name: string, isShared: boolean) =>
    (
      await person.client.request('POST /api/v1/inbox/views', {
        body: { name, isShared, filter: { status: 'open', assignee: 'me', locale: 'th' } },
      })
    ).data
  const own = await add(owner, 'My Thai', false)
  const shared = await add(leaver, 'Thai', true)
  const viewsOf = async (person: Person) => (await person.client.request('GET /api/v1/inbox/views')).data
  expect(await viewsOf(owner)).toEqual([own, { ...shared, isOwn: false }])
  expect(await viewsOf(colleague)).toEqual([{ ...shared, isOwn: false }])

  const change = (person: Person) =>
    person.client.request('PATCH /api/v1/inbox/views/:viewId', {
      params: { viewId: shared.id },
      body: { name: 'Thai, all', isShared: true, filter: { status: 'all', locale: 'th' } },
    })
  await expect(change(owner)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await change(leaver)).data).toMatchObject({ name: 'Thai, all', filter: { status: 'all', locale: 'th' } })
  const remove = (person: Person, viewId: string) =>
    person.client.request('DELETE /api/v1/inbox/views/:viewId', { params: { viewId } })
  await expect(remove(owner, shared.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(remove(owner, nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' })

  await owner.client.request('DELETE /api/v1/team/members/:userId', { params: { userId: leaver.me.user.id } })
  expect(await viewsOf(colleague)).toEqual([])
  await remove(owner, own.id)
  expect(await viewsOf(owner)).toEqual([])
})

test('nothing of another workspace is seen or changed', async () => {
  const { data: label } = await owner.client.request('POST /api/v1/labels', { body: { name: 'Ours', color: 'teal' } })
  const { data: made } = await owner.client.request('POST /api/v1/workspaces', { body: { name: 'Another' } })
  const there = clientWith(server.url, owner.cookie, made.id)
  expect((await there.request('GET /api/v1/labels')).data).toEqual([])
  const params = { labelId: label.id }
  await expect(there.request('DELETE /api/v1/labels/:labelId', { params })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await owner.client.request('GET /api/v1/labels')).data).toEqual([label])
})
