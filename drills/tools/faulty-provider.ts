import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Wire, type WireName, wires } from './wires.ts'

/** What a provider does wrong. `cut`: after so many pieces. */
export type Fault =
  | {
      name:
        | 'none'
        | 'refuses-once'
        | 'refuses'
        | 'breaks'
        | 'hangs'
        | 'falls-silent'
        | 'garbage'
        | 'drips'
        | 'done-twice'
    }
  | { name: 'cut'; after: number }
  /** Sabotage: it says that it is done in the middle. */
  | { name: 'done-early' }

export const nameOf = (fault: Fault) => (fault.name === 'cut' ? `cut-${fault.after}` : fault.name)

const pieceEveryMs = 20
const bytesEveryMs = 1000
const retryAfterSeconds = 1

export type Line = { baseUrl: string; calls: () => number; openCalls: () => number }

/** A model server on this machine. Each line to it has a wire format and a fault of its own, and is told apart by its path. */
export async function startFaultyProvider(pieces: string[]) {
  const whole = pieces.join('')
  const lines = new Map<string, { wire: Wire; fault: Fault; calls: number; open: number }>()
  let sockets = 0
  const server = createServer(async (request, reply) => {
    for await (const _ of request);
    const line = lines.get(request.url?.split('/')[1] ?? '')
    if (!line || request.method !== 'POST') return void reply.writeHead(404).end('{}')
    line.calls += 1
    line.open += 1
    reply.once('close', () => (line.open -= 1))
    await misbehave(line, reply)
  })
  server.keepAliveTimeout = 1000
  server.on('connection', (socket) => {
    sockets += 1
    socket.once('close', () => (sockets -= 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  async function misbehave(line: { wire: Wire; fault: Fault; calls: number }, reply: ServerResponse): Promise<void> {
    const { wire, fault, calls } = line
    const refuse = (status: number, headers: Record<string, string> = {}) =>
      reply
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(wire.refusal(status, 'The drill has told me to.')))
    const send = async (text: string) => {
      if (!reply.destroyed) reply.write(text)
      await sleep(pieceEveryMs)
    }
    const sendPieces = async (count: number) => {
      reply.writeHead(200, { 'content-type': wire.contentType })
      reply.flushHeaders()
      if (wire.begin()) await send(wire.begin())
      for (const [index, piece] of pieces.slice(0, count).entries()) await send(wire.piece(piece, index))
    }
    const end = (text: string) => wire.end(text, Math.ceil(text.length / 4))
    const half = Math.ceil(pieces.length / 2)

    if (fault.name === 'refuses' || (fault.name === 'refuses-once' && calls === 1))
      return void refuse(429, { 'retry-after': String(retryAfterSeconds) })
    if (fault.name === 'breaks') return void refuse(500)
    if (fault.name === 'hangs') return
    if (fault.name === 'garbage') {
      reply.writeHead(200, { 'content-type': wire.contentType })
      return void reply.end(`data: {"half\n\n\u0000\ufffd<html>${'x'.repeat(2000)}\n\ndata: [1,\n\n`)
    }
    if (fault.name === 'drips') {
      reply.writeHead(200, { 'content-type': wire.contentType })
      for (const byte of Buffer.from(wire.begin() + pieces.map(wire.piece).join(''))) {
        if (reply.destroyed) return
        reply.write(Buffer.of(byte))
        await sleep(bytesEveryMs)
      }
      return
    }
    await sendPieces(fault.name === 'cut' ? fault.after : isHalf(fault) ? half : pieces.length)
    if (fault.name === 'falls-silent') return
    if (fault.name === 'cut') return void reply.destroy()
    reply.end(
      end(isHalf(fault) ? pieces.slice(0, half).join('') : whole) + (fault.name === 'done-twice' ? end(whole) : ''),
    )
  }

  return {
    host,
    whole,
    /** A line that answers as told. @param path what the settings want behind the host. */
    line(id: string, wire: WireName, fault: Fault, path: string): Line {
      const line = { wire: wires[wire], fault, calls: 0, open: 0 }
      lines.set(id, line)
      return { baseUrl: `http://${host}/${id}${path}`, calls: () => line.calls, openCalls: () => line.open }
    },
    openSockets: () => sockets,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const isHalf = (fault: Fault) => fault.name === 'falls-silent' || fault.name === 'done-early'
