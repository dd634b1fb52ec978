import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { createLog } from '../telemetry/log.ts'
import { createHttpServer } from './server.ts'

test('a client that hangs up while it is answered is no error in the log; an answer that breaks is one', async () => {
  let logged = ''
  const began = Promise.withResolvers<void>()
  const destination = new Writable({
    write(line, _encoding, done) {
      logged += String(line)
      done()
    },
  })
  const nobody = async () => null as never
  const http = await createHttpServer({
    config: readConfig({ MINICHAT_ENV: 'test' }),
    log: createLog('info', [], destination),
    identify: { person: nobody, member: nobody, operator: nobody, visitor: nobody, key: nobody },
    redis: null,
    nowMs: Date.now,
  })
  // Whoever had something to say is not told apart by Node: a request that was read whole is not "aborted".
  http.post('/late', async (request, reply) => {
    began.resolve()
    if (!request.raw.socket.destroyed) await once(request.raw.socket, 'close')
    return reply.type('application/json').send(Readable.from(['x'.repeat(100_000)]))
  })
  http.get('/broken', async (_request, reply) =>
    reply.type('application/json').send(
      new Readable({
        read() {
          this.destroy(Object.assign(new Error('broken on our side'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }))
        },
      }),
    ),
  )
  await http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = http.server.address() as AddressInfo

  const socket = connect(port, '127.0.0.1', () =>
    socket.write(
      'POST /late HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n' +
        'Accept-Encoding: gzip\r\n\r\n{}',
    ),
  )
  await began.promise
  socket.destroy()
  await expect.poll(() => logged).toContain('the client hung up')
  expect(logged).not.toContain('"level":"error"')

  expect((await fetch(`http://127.0.0.1:${port}/broken`)).status).toBe(500)
  expect(logged).toContain('broken on our side')
  expect(logged).toContain('"level":"error"')
  await http.close()
})
