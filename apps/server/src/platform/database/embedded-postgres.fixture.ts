import { startEmbeddedPostgres } from './embedded-postgres.ts'

/** A server of its own for tests that kill one: says when it is ready and ends in an orderly way on SIGTERM. */
const log = { debug() {}, info() {}, warn() {}, error() {} }
try {
  const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log })
  process.stdout.write(`${JSON.stringify({ pid: postgres.pid, url: postgres.connection('postgres') })}\n`)
  process.once('SIGTERM', () => void postgres.stop())
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).name, message: (error as Error).message })}\n`)
  process.exitCode = 1
}
