import { statfs } from 'node:fs/promises'
import { getServerHealth, type ServerHealth } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { route } from '../../platform/http/route.ts'
import { openStreamCount } from '../../platform/http/sse.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Hub } from '../../platform/realtime/hub.ts'

/** How this server does, for its operators. Of several servers each tells of itself. */
export function healthRoutes(deps: {
  db: Database
  hub: Hub
  mail: Mail
  hasRedis: boolean
  dataDir: string
  version: string
}) {
  const { db, hub, mail } = deps
  return (app: FastifyInstance): void => {
    route(app, getServerHealth, async () => {
      const [database, letters, disk] = await Promise.all([databaseOf(db), lettersOf(db), diskOf(deps.dataDir)])
      return {
        version: deps.version,
        nodeVersion: process.versions.node,
        startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
        memoryBytes: process.memoryUsage().rss,
        openStreams: openStreamCount(),
        database,
        live: {
          transport: deps.hasRedis ? ('redis' as const) : hub.isShared ? ('notify' as const) : ('alone' as const),
          isConnected: hub.isConnected(),
        },
        mail: { isConfigured: mail.isConfigured, ...letters },
        disk,
      }
    })
  }
}

async function databaseOf(db: Database): Promise<ServerHealth['database']> {
  const askedAt = performance.now()
  const [row] = await db.query<{ version: string; size: string }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as size`,
  )
  const answersInMs = Math.round((performance.now() - askedAt) * 10) / 10
  const { total, idle, waiting } = db.stats()
  return {
    version: row?.version ?? '',
    sizeBytes: Number(row?.size),
    answersInMs,
    connections: { busy: total - idle, idle, waiting },
  }
}

async function lettersOf(db: Database): Promise<Omit<ServerHealth['mail'], 'isConfigured'>> {
  const [row] = await db.query<{ waiting: number; failed: number; oldest: Date | null }>(
    `select count(*) filter (where status = 'waiting')::integer as waiting,
       count(*) filter (where status = 'failed')::integer as failed,
       min(created_at) filter (where status = 'waiting') as oldest
     from mails where status in ('waiting', 'failed')`,
  )
  return {
    waiting: row?.waiting ?? 0,
    failed: row?.failed ?? 0,
    oldestWaitingSince: row?.oldest?.toISOString() ?? null,
  }
}

/** null where there is no data folder: the database is elsewhere. */
async function diskOf(folder: string): Promise<ServerHealth['disk']> {
  const found = await statfs(folder).catch(() => null)
  return found && { freeBytes: found.bavail * found.bsize, totalBytes: found.blocks * found.bsize }
}
