import { expect, test } from 'vitest'
import { givenPerson } from '../../testing/more-people.ts'
import { startTestApp } from '../../testing/test-app.ts'

test('operators see what became of mails, page by page, and never what they said; others see nothing', async () => {
  await using server = await startTestApp()
  const owner = await server.given.owner()
  for (let n = 1; n <= 3; n += 1) {
    await server.db.query(
      `insert into mails (id, to_address, locale, template, status, attempts, error)
       values ($1, $2, 'th', 'password-reset', $3, 1, $4)`,
      [
        `0193000${n}-0000-7000-8000-000000000001`,
        `p${n}@example.com`,
        n === 2 ? 'failed' : 'kept',
        n === 2 ? '550 no' : null,
      ],
    )
  }
  const list = (query: object) => owner.client.request('GET /api/v1/admin/mails', { query })
  const first = await list({ limit: 2 })
  expect(first.data.map((one) => one.to)).toEqual(['p3@example.com', 'p2@example.com'])
  expect(first.data[1]).toMatchObject({ status: 'failed', error: '550 no', template: 'password-reset', locale: 'th' })
  const second = await list({ limit: 2, cursor: first.metadata.nextCursor })
  expect(second.data.map((one) => one.to)).toEqual(['p1@example.com'])
  expect(second.metadata.nextCursor).toBeNull()
  expect((await list({ status: 'failed' })).data.map((one) => one.to)).toEqual(['p2@example.com'])

  const plain = await givenPerson(server, 'Somchai')
  await expect(plain.client.request('GET /api/v1/admin/mails')).rejects.toMatchObject({ status: 403 })
  expect((await fetch(`${server.url}/api/v1/admin/mails`)).status).toBe(401)
})
