import type { FastifyReply, FastifyRequest } from 'fastify'

const pingEveryMs = 15_000
/** A reader who is this far behind is dropped; it resumes from its last number. */
const maxBufferedBytes = 1024 * 1024

/** An open stream of Server-Sent Events. */
export type EventStream = {
  /** Writes one event; the number, if any, becomes the event's id. */
  send(event: { type: string }, id?: string | number): void
  /** Ends the stream; once only. */
  end(): void
  /** Runs once, when the stream has ended for whatever reason. */
  onEnd(callback: () => void): void
  readonly ended: boolean
}

const open = new Set<EventStream>()

/** How many streams are open in this process. */
export const openStreamCount = () => open.size

/** Takes the answer over from Fastify and keeps it open. Headers set so far (CORS, request id) are sent. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  raw.flushHeaders()
  request.raw.socket.setNoDelay(true)
  request.raw.socket.setTimeout(0)

  const callbacks: (() => void)[] = []
  let ended = false
  const finish = () => {
    if (ended) return
    ended = true
    clearInterval(ping)
    open.delete(stream)
    for (const callback of callbacks) callback()
  }
  const write = (text: string) => {
    if (ended) return
    if (raw.writableLength > maxBufferedBytes) {
      request.log.info('a slow reader was dropped')
      raw.destroy()
      return finish()
    }
    raw.write(text)
  }
  const stream: EventStream = {
    send: (event, id) =>
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
    end() {
      if (!ended) raw.end()
      finish()
    },
    onEnd: (callback) => (ended ? callback() : callbacks.push(callback)),
    get ended() {
      return ended
    },
  }
  // Proxies and browsers notice a dead line by the silence.
  const ping = setInterval(() => write(': ping\n\n'), pingEveryMs)
  raw.on('close', finish)
  raw.on('error', finish)
  open.add(stream)
  return stream
}

/** Ends every open stream with a hint when to come back, spread in time so that not all come at once. */
export function endAllStreams(spreadMs: number): void {
  for (const stream of [...open]) {
    stream.send({ type: 'reconnect', afterMs: Math.round(Math.random() * spreadMs) } as { type: string })
    stream.end()
  }
}
