import type { Message } from '@minichat/contracts'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { newClientMessageId, type Person, startTestApp, startVisitor, type TestApp } from '../../testing/test-app.ts'
import { makeWidgetKey } from '../widgets/widget-keys.ts'

let server: TestApp
let owner: Person
let admin: pg.Client
beforeAll(async () => {
  server = await startTestApp({ ADDRESS_MESSAGES_PER_MINUTE: '100000', VISITOR_MESSAGES_PER_MINUTE: '1000' })
  owner = await server.given.owner()
  admin = new pg.Client({ connectionString: server.database.urls.migration })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await server.stop()
})

async function otherWorkspace() {
  const workspaceId = newId()
  const widgetId = newId()
  const key = makeWidgetKey(workspaceId, widgetId)
  await admin.query(`insert into workspaces (id, name) values ($1, 'Other')`, [workspaceId])
  await admin.query(
    `insert into widgets (workspace_id, id, key, name, title, accent_color, position, greeting_en, greeting_th)
     values ($1, $2, $3, 'Other', 'Other', '#0f766e', 'right', '', '')`,
    [workspaceId, widgetId, key],
  )
  return { workspaceId, key }
}

test('many at once, of several workspaces and with repeats among them, are each stored once and numbered without gaps', async () => {
  const { key } = await otherWorkspace()
  const visitors = [
    ...(await Promise.all(Array.from({ length: 6 }, () => server.given.visitor(owner)))),
    ...(await Promise.all(Array.from({ length: 6 }, () => startVisitor(server.url, key)))),
  ]
  const messages = visitors.flatMap((visitor) =>
    Array.from({ length: 8 }, (_, at) => ({ visitor, clientMessageId: newClientMessageId(), text: `Number ${at}` })),
  )
  const send = async ({ visitor, clientMessageId, text }: (typeof messages)[number]) => {
    const response = await visitor.post('messages', { token: visitor.token, clientMessageId, text })
    return { status: response.status, message: ((await response.json()) as { data: Message }).data }
  }
  // Each of them three times, in no order.
  const tries = [...messages, ...messages, ...messages].sort(() => Math.random() - 0.5)
  const results = await Promise.all(tries.map(async (one) => ({ one, ...(await send(one)) })))
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 201))
  for (const message of messages) {
    const answers = results.filter(({ one }) => one === message).map((result) => JSON.stringify(result.message))
    expect(new Set(answers).size).toBe(1)
  }
  for (const visitor of visitors) {
    const { messages: stored } = await visitor.resume()
    expect(stored.filter(({ author }) => author.kind === 'visitor')).toHaveLength(8)
  }
  const { rows: gaps } = await admin.query(
    `select s.id from chat_sessions s join chat_events e on e.workspace_id = s.workspace_id and e.session_id = s.id
     group by s.workspace_id, s.id, s.last_seq having count(*) <> s.last_seq or max(e.seq) <> s.last_seq`,
  )
  expect(gaps).toEqual([])
})

test('a message that the database refuses does not fail the ones beside it', async () => {
  const gone = await otherWorkspace()
  const lost = await Promise.all(Array.from({ length: 3 }, () => startVisitor(server.url, gone.key)))
  const kept = await Promise.all(Array.from({ length: 20 }, () => server.given.visitor(owner)))
  // Nobody tells the server: its widget is still known here.
  await admin.query('delete from workspaces where id = $1', [gone.workspaceId])
  const send = async (visitor: (typeof kept)[number]) => {
    const body = { token: visitor.token, clientMessageId: newClientMessageId(), text: 'Hello' }
    const response = await visitor.post('messages', body)
    const { error } = (await response.json()) as { error?: { code: string } }
    return [response.status, error?.code]
  }
  const [ofLost, ofKept] = await Promise.all([Promise.all(lost.map(send)), Promise.all(kept.map(send))])
  expect(ofKept).toEqual(kept.map(() => [201, undefined]))
  expect(ofLost).toEqual(lost.map(() => [404, 'WIDGET_NOT_FOUND']))
})
