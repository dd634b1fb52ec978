import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { openConnections } from '../src/platform/database/connections.ts'
import { createDatabase } from '../src/platform/database/database.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { migrateWorkerSchema } from '../src/platform/jobs/worker.ts'
import { createHub } from '../src/platform/realtime/hub.ts'
import { createLog } from '../src/platform/telemetry/log.ts'
import { makeFirstAccount } from '../src/testing/first-account.ts'
import { startVisitor } from '../src/testing/test-app.ts'
import { migrationsFolder } from '../src/testing/test-postgres.ts'

export type SampleServer = Awaited<ReturnType<typeof startSampleServer>>

/** The product with its sample shop, in a data folder of its own, and a way to ask it. */
export async function startSampleServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'minichat-eval-'))
  const config = readConfig({ MINICHAT_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: dataDir })
  const log = createLog('silent')
  const connections = await openConnections(config, log)
  await migrate({ connectionString: connections.migration, folder: migrationsFolder, log, loginRoles: true })
  await migrateWorkerSchema(connections.worker, log)
  const db = createDatabase({ connectionString: connections.app, log })
  const hub = await createHub(log, null)
  const app = await createApp({
    config,
    db,
    hub,
    redis: null,
    log,
    masterKey: randomBytes(32),
    isAlone: true,
    publicUrl: () => '',
  })
  await app.ensureSample()
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  app.startWorkers()
  const url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`
  const key = /data-widget="([^"]+)"/.exec(await (await fetch(`${url}/demo`)).text())?.[1] ?? ''

  return {
    db,
    /** An empty workspace with an owner. */
    async makeWorkspace() {
      const token = await app.makeSetupToken()
      if (!token) throw new Error('There is an account already.')
      return (await makeFirstAccount(url, token)).workspaceId
    },
    /** Asks as a new visitor, so that no question stands in the context of another. */
    async ask(question: string) {
      const visitor = await startVisitor(url, key)
      const message = await visitor.say(question)
      return visitor.answerAfter(message.seq)
    },
    async stop() {
      await app.stop()
      await hub.close()
      await db.close()
      await connections.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
