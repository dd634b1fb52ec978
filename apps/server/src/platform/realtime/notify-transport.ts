import pg from 'pg'
import { newId } from '../ids.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Notice, Transport } from './hub.ts'

const channel = 'minichat_live'
/** PostgreSQL takes less than 8,000 bytes. */
const maxBytes = 7000
const reconnectMs = 1000
const connectWithinMs = 5000
/** A line that is silent for so long is asked whether it is still there; what is dead is found within half a minute. */
const probeAfterMs = 10_000

type Packet = { from: string; topic: string; payload: string | null }

/**
 * Notices by LISTEN/NOTIFY over a connection of its own, which is opened again when it breaks.
 * What is too large goes as a hint.
 * @param send runs one statement on the pool.
 */
export async function connectNotify(
  deps: { connectionString: string; send: (text: string, values: unknown[]) => Promise<unknown>; log: Logger },
  deliver: (notice: Notice) => void,
  onGap: () => void,
): Promise<Transport> {
  const from = newId()
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | undefined

  async function listen() {
    const next = new pg.Client({
      connectionString: deps.connectionString,
      application_name: 'minichat-live',
      connectionTimeoutMillis: connectWithinMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: probeAfterMs,
    })
    let isListening = false
    next.on('error', (error) => deps.log.warn({ err: error }, 'The live connection broke.'))
    next.on('end', () => {
      // One that did not come about ends as well: whoever opened it tries again, once.
      if (!isListening) return
      client = null
      listenLater()
    })
    next.on('notification', ({ payload }) => {
      const packet = JSON.parse(payload ?? '{}') as Packet
      if (packet.from !== from) deliver({ topic: packet.topic, payload: packet.payload })
    })
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
    } catch (error) {
      next.end().catch(() => {})
      throw error
    }
    if (closed) return void next.end().catch(() => {})
    isListening = true
    client = next
    onGap()
  }
  function listenLater() {
    if (closed) return
    retry = setTimeout(() => {
      listen().catch((error: unknown) => {
        deps.log.warn({ err: error }, 'The live connection could not be opened; trying again.')
        listenLater()
      })
    }, reconnectMs)
  }
  await listen()

  let waiting: string[] = []
  let isSending = false

  /** One statement at a time, so that notices arrive in the order in which they were given; the rest waits together. */
  async function sendWaiting() {
    if (isSending) return
    isSending = true
    while (waiting.length > 0) {
      const packets = waiting
      waiting = []
      // A lost notice is made good by looking in the database.
      await deps
        .send(`select pg_notify('${channel}', packet) from unnest($1::text[]) as packet`, [packets])
        .catch((error: unknown) => deps.log.warn({ err: error }, 'A live notice was lost.'))
    }
    isSending = false
  }

  return {
    isConnected: () => client !== null,
    send(notices) {
      for (const { topic, payload } of notices) {
        const whole = JSON.stringify({ from, topic, payload } satisfies Packet)
        const fits = Buffer.byteLength(whole) <= maxBytes
        waiting.push(fits ? whole : JSON.stringify({ from, topic, payload: null } satisfies Packet))
      }
      void sendWaiting()
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
