import { mkdir } from 'node:fs/promises'
import type { Config } from '../../config.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Log } from './log.ts'
import { appRole, workerRole } from './role-names.ts'

/** Where each part of the server connects, and as what. */
export type Connections = {
  isEmbedded: boolean
  app: string
  /** The role to act as, where the app's login is also the one that migrates. */
  appRole: string | undefined
  /** For migrations: may make roles and tables. */
  migration: string
  /** The login that is granted the app's role, where it is another one than that of migrations. */
  appLogin: string | undefined
  /** For LISTEN: not through a pooler. */
  direct: string
  worker: string
  /** Stops the embedded server; does nothing for another one. */
  stop: () => Promise<void>
}

/** Starts the embedded PostgreSQL, or tells how to reach the one that is configured. */
export async function openConnections(config: Config, log: Log): Promise<Connections> {
  if (config.databaseUrl === null) {
    await mkdir(config.dataDir, { recursive: true })
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
    return {
      isEmbedded: true,
      app: postgres.connection(appRole),
      appRole: undefined,
      migration: postgres.connection('postgres'),
      appLogin: undefined,
      direct: postgres.connection(appRole),
      worker: postgres.connection(workerRole),
      stop: () => postgres.stop(),
    }
  }
  const app = config.databaseUrl
  const migration = config.databaseMigrationUrl ?? app
  const isOneLogin = loginOf(app) === loginOf(migration)
  const direct = config.databaseDirectUrl ?? app
  return {
    isEmbedded: false,
    app,
    appRole: isOneLogin ? appRole : undefined,
    migration,
    appLogin: isOneLogin ? undefined : loginOf(app),
    direct,
    worker: withRole(config.databaseMigrationUrl ?? direct, workerRole),
    stop: async () => {},
  }
}

const loginOf = (url: string) => decodeURIComponent(new URL(url).username) || undefined

/** The worker's schema belongs to a role of its own, which the migrations' login may act as. */
function withRole(connectionString: string, role: string): string {
  const url = new URL(connectionString)
  const given = url.searchParams.get('options')
  url.searchParams.set('options', `${given ? `${given} ` : ''}-c role=${role}`)
  return url.href
}
