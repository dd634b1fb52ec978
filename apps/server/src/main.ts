import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Config, InvalidConfig, readConfig } from './config.ts'
import { secretsInEnvFile } from './env-file-secrets.ts'
import { readStoredSecrets } from './stored-secrets.ts'

const readyWithinMs = 60_000
const stopWithinMs = 25_000

/** Reads the configuration, starts the roles it names, and stops in good order on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const startedAt = performance.now()
  const config = await readConfigOrExit()
  enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/node-compile', import.meta.url)))
  // PostgreSQL starts while the rest of the program is being loaded.
  const [{ createLog }, { knownSecrets }, { openConnections }] = await Promise.all([
    import('./platform/telemetry/log.ts'),
    import('./platform/telemetry/known-secrets.ts'),
    import('./platform/database/connections.ts'),
  ])
  const log = createLog(config.logLevel, knownSecrets(config))
  const inFile = config.isProduction ? secretsInEnvFile(process.execArgv, process.env) : []
  if (inFile.length > 0) {
    log.warn({ names: inFile }, 'Secrets stand in the .env file. Give them as files (NAME_FILE) or by a secret store.')
  }
  const opening = openConnections(config, log)
  opening.catch(() => {})
  const { startServer } = await import('./server.ts')

  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort(signal))
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A promise was rejected and nobody looked.'))

  const late = setTimeout(() => log.warn(`Not ready after ${readyWithinMs / 1000} s; still trying.`), readyWithinMs)
  late.unref()
  const server = await startServer({ config, log, connections: await opening }).catch(async (error: unknown) => {
    await opening.then((connections) => connections.stop()).catch(() => {})
    throw error
  })
  clearTimeout(late)
  announce(config, server, Math.round(performance.now() - startedAt))

  if (!stopping.signal.aborted)
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }))
  log.info({ signal: stopping.signal.reason }, 'Stopping.')
  setTimeout(() => {
    log.error(`Not stopped after ${stopWithinMs / 1000} s; leaving.`)
    process.exit(1)
  }, stopWithinMs).unref()
  await server.stop()
  log.info('Stopped.')
  process.exit(0)
}

async function readConfigOrExit(): Promise<Config> {
  try {
    return readConfig(process.env, await readStoredSecrets(process.env))
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error
    console.error(
      `\n${error.message}\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}\n\nSee .env.example.\n`,
    )
    process.exit(1)
  }
}

/** What a person who has just typed the command needs to know, apart from the log's JSON. */
function announce(
  config: Config,
  server: { url: string; setupUrl: string | null; hasSample: boolean; mailboxUrl: string | null },
  tookMs: number,
) {
  if (!config.servesApi) return
  const lines = [
    `MiniChat is ready after ${(tookMs / 1000).toFixed(1)} s at ${server.url}`,
    ...(server.hasSample ? [`Try it on the sample shop: ${server.url}/demo`] : []),
    ...(server.mailboxUrl ? [`Mail is not sent; read it here: ${server.mailboxUrl}`] : []),
    ...(server.setupUrl ? ['Make the first account with this one-time link:', `  ${server.setupUrl}`] : []),
  ]
  console.log(`\n${lines.map((line) => `  ${line}`).join('\n')}\n`)
}

main().catch((error: NodeJS.ErrnoException) => {
  const expected = ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(error.code ?? '') || error.name in friendly
  if (expected) console.error(`\n${friendlyMessage(error)}\n`)
  else console.error(error)
  process.exit(1)
})

/** Errors whose message says all that a person needs. */
const friendly: Record<string, true> = {
  DataFolderInUse: true,
  BrokenDataFolder: true,
  EmbeddedPostgresUnavailable: true,
  PostgresStartFailed: true,
  DatabaseNotPrepared: true,
  DatabaseUnavailable: true,
  MigrationError: true,
  UnsafeDatabaseRole: true,
}

function friendlyMessage(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE')
    return `${listenAddress(error)} is taken by another program. Set PORT to another number (0 picks a free one).`
  if (error.code === 'EACCES' && error.syscall === 'listen')
    return `${listenAddress(error)} may not be used by this account. Set PORT above 1023.`
  if (error.code === 'EADDRNOTAVAIL') return `${listenAddress(error)} is not an address of this machine. Set HOST.`
  const cause = error.cause instanceof Error ? `\n${error.cause.message}` : ''
  return `${error.message}${cause}`
}

const listenAddress = (error: NodeJS.ErrnoException & { address?: string; port?: number }) =>
  `The address ${error.address ?? ''}:${error.port ?? ''}`
