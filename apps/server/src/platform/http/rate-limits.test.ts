import { connect } from 'node:net'
import type { ErrorBody } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { startTestApp } from '../../testing/test-app.ts'

const setupOf = (url: string, forwardedFor: string) =>
  fetch(`${url}/api/v1/setup`, { headers: { 'x-forwarded-for': forwardedFor } })
const remainingOf = async (url: string, forwardedFor: string) =>
  Number((await setupOf(url, forwardedFor)).headers.get('ratelimit-remaining'))

test('anonymous callers are limited per address, with the standard headers; signed-in ones have their own limit', async () => {
  await using server = await startTestApp()
  const owner = await server.given.owner()
  let last: Response | undefined
  for (let i = 0; i < 101; i += 1) last = await fetch(`${server.url}/api/v1/setup`)
  expect(last?.status).toBe(429)
  expect(((await (last as Response).json()) as ErrorBody).error.code).toBe('RATE_LIMITED')
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(last?.headers.get('ratelimit-limit')).toBe('100')
  expect(last?.headers.get('ratelimit-remaining')).toBe('0')
  expect((await fetch(`${server.url}/api/v1/nowhere`)).status).toBe(429)
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  expect((await owner.client.request('GET /api/v1/me')).data.user.name).toBe('Mali')
  server.passTime(15 * 60_000)
  expect((await fetch(`${server.url}/api/v1/setup`)).status).toBe(200)
})

test('ten thousand forged forwarding headers gain nothing where no proxy is trusted', async () => {
  await using server = await startTestApp()
  const { hostname, port } = new URL(server.url)
  const statuses = await pipelined(Number(port), hostname, 10_000, (index) => {
    const forged = `${index % 250}.${(index >> 8) % 250}.7.${index % 199}`
    return `X-Forwarded-For: ${forged}\r\nForwarded: for=${forged}\r\nX-Real-IP: ${forged}\r\n`
  })
  expect(statuses.get('200')).toBe(100)
  expect(statuses.get('429')).toBe(9900)
})

test('of a trusted proxy only what it added itself counts', async () => {
  await using server = await startTestApp({ TRUST_PROXY: '127.0.0.1' })
  expect(await remainingOf(server.url, '198.51.100.1, 203.0.113.9')).toBe(99)
  expect(await remainingOf(server.url, '198.51.100.2, 203.0.113.9')).toBe(98)
  expect(await remainingOf(server.url, '203.0.113.8')).toBe(99)
})

test('a count of proxies trusts so many hops and no more', async () => {
  await using server = await startTestApp({ TRUST_PROXY: '2' })
  expect(await remainingOf(server.url, '198.51.100.1, 203.0.113.9, 192.0.2.1')).toBe(99)
  expect(await remainingOf(server.url, '198.51.100.2, 203.0.113.9, 192.0.2.2')).toBe(98)
})

test('a proxy that is not on the list is believed nothing', async () => {
  await using server = await startTestApp({ TRUST_PROXY: '10.0.0.0/8, 2001:db8::/32' })
  expect(await remainingOf(server.url, '203.0.113.9')).toBe(99)
  expect(await remainingOf(server.url, '203.0.113.8')).toBe(98)
})

test('all addresses of an IPv6 network share one limit, however an address is written', async () => {
  await using proxied = await startTestApp({ TRUST_PROXY: '127.0.0.1' })
  const remaining = async (address: string) =>
    Number(
      (await fetch(`${proxied.url}/api/v1/setup`, { headers: { 'x-forwarded-for': address } })).headers.get(
        'ratelimit-remaining',
      ),
    )
  const first = await remaining('2001:db8:0:7::1')
  expect(await remaining('2001:db8::7:a:b:c:d')).toBe(first - 1)
  expect(await remaining('2001:db8:0:8::1')).toBe(first)
  expect(await remaining('2001:0DB8:0000:0007::2')).toBe(first - 2)
  expect(await remaining('[2001:db8:0:7::3]:50412')).toBe(first - 3)
  expect(await remaining('203.0.113.5')).toBe(first)
  expect(await remaining('203.0.113.5:50412')).toBe(first - 1)
  expect(await remaining('::ffff:203.0.113.5')).toBe(first - 2)
})

/** Sends many requests over one connection without waiting, and counts the answers by status. */
function pipelined(port: number, host: string, count: number, headers: (index: number) => string) {
  return new Promise<Map<string, number>>((resolve, reject) => {
    const statuses = new Map<string, number>()
    let rest = ''
    let seen = 0
    const socket = connect(port, host, () => {
      let sent = 0
      const send = () => {
        while (sent < count) {
          const isLast = sent === count - 1
          const more = `GET /api/v1/setup HTTP/1.1\r\nHost: x\r\n${headers(sent)}${isLast ? 'Connection: close\r\n' : ''}\r\n`
          sent += 1
          if (!socket.write(more)) return void socket.once('drain', send)
        }
      }
      send()
    })
    socket.on('data', (part) => {
      rest += String(part)
      const found = rest.match(/HTTP\/1\.1 \d{3} /g) ?? []
      for (const line of found) statuses.set(line.slice(9, 12), (statuses.get(line.slice(9, 12)) ?? 0) + 1)
      seen += found.length
      // What may be the beginning of another status line.
      rest = rest.slice(-12).replace(/HTTP\/1\.1 \d{3} /, '')
      if (seen >= count) socket.end()
    })
    socket.on('close', () => resolve(statuses))
    socket.on('error', reject)
  })
}
