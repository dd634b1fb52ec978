import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * Stands between a browser and the server. Streams that are open when it is silenced stay open on both sides, but nothing
 * comes down them any more: what a dead mobile link or a forgetful router does. Whatever is opened afterwards works.
 * @param holdsStreams none brings anything from the start: something on the way waits for the end of each answer.
 */
export async function startSilencingProxy(target: string, { holdsStreams = false } = {}) {
  const { hostname, port } = new URL(target)
  const streams = new Set<{ isSilent: boolean }>()
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const line = { isSilent: false }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        streams.delete(line)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (data) => {
      if (data.includes('text/event-stream')) {
        streams.add(line)
        line.isSilent ||= holdsStreams
      }
      if (!line.isSilent) near.write(data)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    openStreams: () => streams.size,
    silence: () => {
      for (const line of streams) line.isSilent = true
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
