import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The reference for live streams: what one would write first on node:http. One string per event, written to each response. */
const rooms = new Map<string, Set<ServerResponse>>()

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x')
  const room = url.searchParams.get('room') ?? ''
  if (url.pathname === '/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.write(': hello\n\n')
    const members = rooms.get(room) ?? new Set()
    rooms.set(room, members.add(response))
    request.on('close', () => members.delete(response))
    return
  }
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    const event = JSON.parse(body) as { type: string }
    const frame = `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
    for (const member of rooms.get(room) ?? []) member.write(frame)
    response.end('{}')
  })
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.on('message', (message) => {
  if (message === 'heap') {
    global.gc?.()
    process.send?.({ heapUsed: process.memoryUsage().heapUsed })
  }
})
process.once('disconnect', () => process.exit(0))
