import { connect, type Socket } from 'node:net'

/**
 * A process of its own that holds streams open and counts what arrives. Plain sockets where it can, as it must not take the
 * time of the server that is measured.
 */
export type Open = {
  kind: 'get' | 'visitor' | 'socket.io'
  url: string
  streams: { path: string; body: string | null }[]
}
type Order = { open: Open } | { count: true }

/** What each event of the bench holds once. */
const mark = Buffer.from('"type":"message.created"')
let events = 0
const atOnce = 100

process.on('message', async (order: Order) => {
  if ('open' in order) {
    const { kind, url, streams } = order.open
    for (let at = 0; at < streams.length; at += atOnce) {
      await Promise.all(
        streams
          .slice(at, at + atOnce)
          .map((one) => (kind === 'socket.io' ? openSocket(url, one.path) : openStream(url, one))),
      )
    }
  }
  process.send?.({ events })
})
process.once('disconnect', () => process.exit(0))

function openStream(base: string, { path, body }: { path: string; body: string | null }): Promise<void> {
  const url = new URL(base)
  const socket = connect(Number(url.port), url.hostname)
  const head = body === null ? `GET ${path} HTTP/1.1` : `POST ${path} HTTP/1.1`
  const length =
    body === null ? '' : `content-type: text/plain;charset=UTF-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
  socket.write(`${head}\r\nhost: ${url.host}\r\n${length}\r\n${body ?? ''}`)
  return ready(socket)
}

function marksIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) count += 1
  return count
}

/** The first bytes of an answer that goes on say that the stream is open. */
function ready(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('A stream was closed.')))
    let end: Buffer = Buffer.alloc(0)
    socket.on('data', (part: Buffer) => {
      events += marksIn(part) + marksIn(Buffer.concat([end, part.subarray(0, mark.length - 1)]))
      end = part.subarray(1 - mark.length)
      resolve()
    })
  })
}

function openSocket(base: string, path: string): Promise<void> {
  const socket = new WebSocket(`${base.replace('http', 'ws')}${path}`)
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('A WebSocket failed.'))
    socket.onmessage = ({ data }) => {
      const text = String(data)
      // Engine.IO: 0 is its greeting, 2 a ping. Socket.IO: 40 joins, 42 is an event.
      if (text.startsWith('0')) socket.send('40')
      else if (text === '2') socket.send('3')
      else if (text.startsWith('40')) resolve()
      else if (text.startsWith('42')) events += 1
    }
  })
}
