import { Redis } from 'ioredis'
import { newId } from '../ids.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Notice, Transport } from './hub.ts'

const channel = 'minichat:live'
type Packet = { from: string; notices: Notice[] }

/** Notices by Redis publish/subscribe. Redis being away loses notices, which the look in the database makes good. */
export async function connectRedis(
  deps: { redis: Redis; log: Logger },
  deliver: (notice: Notice) => void,
  onGap: () => void,
): Promise<Transport> {
  const from = newId()
  const subscriber = deps.redis.duplicate({
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    commandTimeout: undefined,
  })
  subscriber.on('error', (error) => deps.log.warn({ err: error }, 'The live connection to Redis broke.'))
  subscriber.on('message', (_channel, text) => {
    const packet = JSON.parse(text) as Packet
    if (packet.from !== from) for (const notice of packet.notices) deliver(notice)
  })
  subscriber.on('ready', onGap)
  // ioredis subscribes again by itself after a reconnect; the first time may be late, too.
  subscriber
    .subscribe(channel)
    .catch((error: unknown) => deps.log.warn({ err: error }, 'Redis could not be listened to.'))

  return {
    isConnected: () => subscriber.status === 'ready',
    send(notices) {
      deps.redis
        .publish(channel, JSON.stringify({ from, notices } satisfies Packet))
        .catch((error: unknown) => deps.log.warn({ err: error }, 'A live notice was lost.'))
    },
    async close() {
      subscriber.disconnect()
    },
  }
}

/** A connection that fails fast while Redis is away and comes back by itself. */
export function createRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 3000,
    commandTimeout: 2000,
  })
  redis.on('error', (error) => log.warn({ err: error }, 'Redis is not reachable; going on without it.'))
  return redis
}
