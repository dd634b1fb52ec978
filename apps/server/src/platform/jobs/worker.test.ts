import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../testing/test-database.ts'
import { createDatabase } from '../database/database.ts'
import type { Module } from '../module.ts'
import { createLog } from '../telemetry/log.ts'
import { jobs } from './jobs.ts'
import { startJobWorker } from './worker.ts'

test('however many slow jobs there are, a quick one does not wait for them', async () => {
  const database = await createTestDatabase()
  const log = createLog('silent', [])
  const db = createDatabase({ connectionString: database.urls.app, maxConnections: 2, log })
  let slow = 0
  let isQuickDone = false
  const module: Module = {
    name: 'test',
    tables: [],
    jobs: {
      async 'test.slow'(_payload, { signal }) {
        slow += 1
        await sleep(60_000, null, { signal })
      },
      async 'test.quick'() {
        isQuickDone = true
      },
    },
    slowJobs: ['test.slow'],
  }
  const worker = await startJobWorker({ connectionString: database.urls.worker, modules: [module], log })
  await db.global(async (tx) => {
    for (let count = 0; count < 10; count += 1) await jobs.enqueue(tx, 'test.slow', {})
  })
  await expect.poll(() => slow, { timeout: 10_000 }).toBe(3)
  await db.global((tx) => jobs.enqueue(tx, 'test.quick', {}))
  await expect.poll(() => isQuickDone, { timeout: 10_000 }).toBe(true)
  expect(slow).toBe(3)
  await worker.stop()
  await db.close()
  await database.drop()
})

test('jobs that give up when the worker stops are no error in the log, and run again soon; one that fails is', async () => {
  const database = await createTestDatabase()
  let logged = ''
  const destination = new Writable({
    write(line, _encoding, done) {
      logged += String(line)
      done()
    },
  })
  const log = createLog('info', [], destination)
  const db = createDatabase({ connectionString: database.urls.app, maxConnections: 2, log })
  let begun = 0
  const module: Module = {
    name: 'test',
    tables: [],
    jobs: {
      async 'test.waits'(_payload, { signal }) {
        begun += 1
        if (begun <= 3) await sleep(60_000, null, { signal })
      },
      async 'test.fails'() {
        throw new Error('no room')
      },
    },
  }
  const start = () => startJobWorker({ connectionString: database.urls.worker, modules: [module], log })
  const first = await start()
  for (const name of ['a', 'b', 'c']) await db.global((tx) => jobs.enqueue(tx, 'test.waits', { name }))
  await expect.poll(() => begun, { timeout: 10_000 }).toBe(3)
  await first.stop()
  expect(logged).toContain('a job was cut by the stop and will run again')
  expect(logged).not.toContain('"level":"error"')

  const second = await start()
  await expect.poll(() => begun, { timeout: 20_000 }).toBe(6)
  await db.global((tx) => jobs.enqueue(tx, 'test.fails', {}))
  await expect.poll(() => logged, { timeout: 10_000 }).toContain('a job failed and will be tried again')
  expect(logged).toContain('no room')
  await second.stop()
  await db.close()
  await database.drop()
})
