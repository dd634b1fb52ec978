import { connect, type Socket } from 'node:net'

/**
 * A process of its own that sends messages as fast as they are acknowledged: one connection for each chat, each with one
 * message under way. Plain sockets, so that it takes as little of the machine as it can.
 */
type Order = { host: string; port: number; chats: { path: string; token: string }[]; durationMs: number }
export type LoadResult = { accepted: number; refused: number; latenciesMs: number[] }

let made = 0

process.on('message', async (order: Order) => {
  const until = performance.now() + order.durationMs
  const results = await Promise.all(order.chats.map((chat) => write(order, chat, until)))
  const result: LoadResult = {
    accepted: results.reduce((sum, one) => sum + one.accepted, 0),
    refused: results.reduce((sum, one) => sum + one.refused, 0),
    latenciesMs: results.flatMap((one) => one.latenciesMs),
  }
  process.send?.(result)
})
process.once('disconnect', () => process.exit(0))

async function write({ host, port }: Order, chat: { path: string; token: string }, until: number): Promise<LoadResult> {
  const socket = connect(port, host)
  socket.setNoDelay(true)
  const result: LoadResult = { accepted: 0, refused: 0, latenciesMs: [] }
  while (performance.now() < until) {
    const sentAt = performance.now()
    const status = await post(socket, `${host}:${port}`, chat)
    result.latenciesMs.push(performance.now() - sentAt)
    if (status === 201) result.accepted += 1
    else result.refused += 1
  }
  socket.destroy()
  return result
}

function post(socket: Socket, host: string, { path, token }: { path: string; token: string }): Promise<number> {
  made += 1
  const clientMessageId = `m-${process.pid}-${made}-load`
  const body = JSON.stringify({
    token,
    clientMessageId,
    text: `Message ${made}: how long does shipping to Chiang Mai take?`,
  })
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\norigin: http://shop.test\r\ncontent-type: text/plain;charset=UTF-8\r\n` +
      `accept-encoding: identity\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  return readAnswer(socket)
}

/** @returns the status, once the whole answer has come. */
function readAnswer(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    const onData = (part: Buffer) => {
      text += part.toString('latin1')
      const headEnd = text.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1])
      if (text.length < headEnd + 4 + length) return
      finish()
      resolve(Number(text.slice(9, 12)))
    }
    const onEnd = () => {
      finish()
      reject(new Error('The server closed the connection.'))
    }
    const finish = () => {
      socket.off('data', onData)
      socket.off('close', onEnd)
      socket.off('error', onEnd)
    }
    socket.on('data', onData)
    socket.once('close', onEnd)
    socket.once('error', onEnd)
  })
}
