import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { createOutgoing } from './outgoing.ts'

let hits = 0
const canary = createServer((_request, response) => {
  hits += 1
  response.end('reached')
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  port = (canary.address() as AddressInfo).port
})
afterAll(() => canary.close())

test('private and special addresses are told from public ones', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.1',
    '172.31.255.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    '2001:db8::1',
    'not an address',
  ]) {
    expect([address, isPublicAddress(address)]).toEqual([address, false])
  }
  for (const address of ['1.1.1.1', '8.8.8.8', '93.184.216.34', '2606:4700:4700::1111']) {
    expect([address, isPublicAddress(address)]).toEqual([address, true])
  }
})

test('no spelling of a private address is reached, by name or by number', async () => {
  const outgoing = createOutgoing([])
  const before = hits
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '127.1',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '0',
    '[::ffff:127.0.0.1]',
    'LOCALHOST',
    '127.0.0.1.',
  ]) {
    const url = `http://${host}:${port}/`
    const reached = (async () => {
      outgoing.check(url)
      return request(url, { dispatcher: outgoing.dispatcher })
    })()
    await expect(reached).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
  }
  expect(hits).toBe(before)
  await outgoing.close()
})

test('a number is refused at the connection too, whoever forgot to check the address or checked it before', async () => {
  const outgoing = createOutgoing([])
  const before = hits
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]']) {
    const reached = request(`http://${host}:${port}/`, { dispatcher: outgoing.dispatcher })
    await expect(reached).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
  }
  expect(hits).toBe(before)
  await outgoing.close()
})

test('what an operator allowed is reached, and nothing beside it', async () => {
  const outgoing = createOutgoing([`127.0.0.1:${port}`])
  outgoing.check(`http://127.0.0.1:${port}/`)
  const { statusCode, body } = await request(`http://127.0.0.1:${port}/`, { dispatcher: outgoing.dispatcher })
  expect([statusCode, await body.text()]).toEqual([200, 'reached'])
  expect(() => outgoing.check(`http://127.0.0.1:${port + 1}/`)).toThrow()
  const byName = createOutgoing(['localhost:1'])
  await expect(request(`http://localhost:${port}/`, { dispatcher: byName.dispatcher })).rejects.toMatchObject({
    code: 'ADDRESS_NOT_ALLOWED',
  })
  await byName.close()
  expect(() => outgoing.check(`http://user:secret@127.0.0.1:${port}/`)).toThrow('user name')
  await outgoing.close()
})
