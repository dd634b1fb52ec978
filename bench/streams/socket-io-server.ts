import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** The other reference: socket.io as its documentation shows it, by WebSocket only. */
const http = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x')
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    const event = JSON.parse(body) as { type: string }
    io.to(url.searchParams.get('room') ?? '').emit(event.type, event)
    response.end('{}')
  })
})
const io = new Server(http, { transports: ['websocket'], serveClient: false })
io.on('connection', (socket) => {
  void socket.join(String(socket.handshake.query.room))
})
http.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }))
process.on('message', (message) => {
  if (message === 'heap') {
    global.gc?.()
    process.send?.({ heapUsed: process.memoryUsage().heapUsed })
  }
})
process.once('disconnect', () => process.exit(0))
