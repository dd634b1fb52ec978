import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import type { Database } from './platform/database/database.ts'
import { createHub } from './platform/realtime/hub.ts'
import { createLog } from './platform/telemetry/log.ts'

/** The OpenAPI document of all routes, made without a database: nothing is called. */
export async function describeApi(): Promise<object> {
  const config = readConfig({ MINICHAT_ENV: 'test' })
  const log = createLog('silent')
  const unused = async () => {
    throw new Error('The API is only being described.')
  }
  const db: Database = {
    transaction: unused,
    snapshot: unused,
    global: unused,
    query: unused,
    isReachable: async () => false,
    stats: () => ({ total: 0, idle: 0, waiting: 0 }),
    close: async () => {},
  }
  const app = await createApp({
    config,
    db,
    hub: await createHub(log, null),
    redis: null,
    log,
    masterKey: Buffer.alloc(32),
    isAlone: true,
    publicUrl: () => '',
  })
  const document = app.http.swagger()
  await app.stop()
  return document
}
