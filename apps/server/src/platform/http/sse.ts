import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LiveEvent } from '../realtime/live-event.ts'

/** A stream that says nothing for 25 s counts as dead on the other side. */
const pingEveryMs = 10_000
/** A reader who is this far behind is dropped; it resumes from its last number. */
const maxBufferedBytes = 1024 * 1024
/** Who has so much to read yet gets what was missed no faster than it is read. */
const enoughBytes = maxBufferedBytes / 4
/** Who has not read that in this time is dropped as well. */
const readWithinMs = 30_000
const ping = Buffer.from(': ping\n\n')

/** An open stream of Server-Sent Events. */
export type EventStream = {
  send(live: LiveEvent): void
  /** For what can wait, as what was missed can: null while there is room; else settles when there is, or at the end. */
  room(): Promise<void> | null
  /** Ends the stream; once only. */
  end(): void
  /** Runs once, when the stream has ended for whatever reason. */
  onEnd(callback: () => void): void
  readonly ended: boolean
}

/**
 * Writes straight to the socket: what goes to many is one buffer, and neither request nor response is kept in memory for
 * as long as the stream lives.
 */
class SocketStream implements EventStream {
  ended = false
  readonly #socket: Socket
  #callbacks: (() => void)[] = []

  constructor(socket: Socket) {
    this.#socket = socket
    open.add(this)
    if (socket.destroyed) setImmediate(() => this.#finish())
    else socket.on('close', () => this.#finish())
  }

  send(live: LiveEvent): void {
    this.write(live.frame)
  }

  room(): Promise<void> | null {
    if (this.ended || this.#socket.writableLength < enoughBytes) return null
    return new Promise((resolve) => {
      const late = setTimeout(() => this.#drop(), readWithinMs)
      const done = () => {
        clearTimeout(late)
        resolve()
      }
      this.#socket.once('drain', done)
      this.onEnd(done)
    })
  }

  write(frame: Buffer): void {
    if (this.ended) return
    if (this.#socket.writableLength > maxBufferedBytes) return this.#drop()
    this.#socket.write(frame)
  }

  #drop(): void {
    droppedReaders += 1
    this.#socket.destroy()
    this.#finish()
  }

  end(): void {
    if (!this.ended) this.#socket.end()
    this.#finish()
  }

  onEnd(callback: () => void): void {
    if (this.ended) callback()
    else this.#callbacks.push(callback)
  }

  #finish(): void {
    if (this.ended) return
    this.ended = true
    open.delete(this)
    const callbacks = this.#callbacks
    this.#callbacks = []
    for (const callback of callbacks) callback()
    if (open.size === 0) stopPinging()
  }
}

const open = new Set<SocketStream>()
let pinging: NodeJS.Timeout | undefined
let droppedReaders = 0

function stopPinging(): void {
  clearInterval(pinging)
  pinging = undefined
}

/** How many streams are open in this process. */
export const openStreamCount = () => open.size
/** How many readers were dropped since the start because they did not keep up. */
export const droppedReaderCount = () => droppedReaders

/** Requests under way on each connection. */
const underWay = new WeakMap<Socket, number>()
const taken = new WeakSet<Socket>()

/** Keeps answers out of streams: a connection that has become one is cut when another request arrives on it. */
export function guardStreams(server: Server): void {
  server.prependListener('request', ({ socket }, response) => {
    if (taken.has(socket)) socket.destroy()
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1)
    response.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1))
  })
}

/** False while another request on the connection waits for its answer: a stream would come before it or swallow it. */
export const isAloneOnConnection = ({ socket }: { socket: Socket }) => (underWay.get(socket) ?? 1) === 1
export const isStream = (socket: Socket) => taken.has(socket)

/**
 * Takes the connection over from Fastify and keeps it open. Headers set so far (CORS, request id) are sent. The answer has
 * no length and ends with the connection.
 */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  const { raw } = reply
  const { socket } = request.raw
  const headers = {
    ...reply.getHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    date: new Date().toUTCString(),
    connection: 'close',
  }
  reply.hijack()
  taken.add(socket)
  raw.statusCode = 200
  // As far as Node and Fastify are concerned the request is answered: they let go of it, and of the socket.
  raw.emit('finish')
  socket.setTimeout(0)
  socket.setNoDelay(true)
  socket.write(`HTTP/1.1 200 OK\r\n${headerLines(headers)}\r\n`)
  const stream = new SocketStream(socket)
  // Proxies and browsers notice a dead line by the silence.
  pinging ??= setInterval(() => {
    for (const one of open) one.write(ping)
  }, pingEveryMs)
  return stream
}

function headerLines(headers: Record<string, number | string | string[] | undefined>): string {
  let lines = ''
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) lines += `${name}: ${String(one).replace(/[\r\n]/g, ' ')}\r\n`
    }
  }
  return lines
}

/** Ends every open stream with a hint when to come back, spread in time so that not all come at once. */
export function endAllStreams(spreadMs: number): void {
  for (const stream of [...open]) {
    const hint = { type: 'reconnect', afterMs: Math.round(Math.random() * spreadMs) }
    stream.send(new LiveEvent(hint))
    stream.end()
  }
}
