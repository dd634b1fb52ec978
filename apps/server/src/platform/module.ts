import type { FastifyInstance } from 'fastify'
import type { JobHandler } from './jobs/jobs.ts'
import type { Place } from './secrets/secrets.ts'

/** What a table holds about people, so that export and erasure can find all of it. */
export type PersonalData = { columns: string[]; of: 'visitor' | 'member' }

/** A column of sealed texts, and where each row's text belongs, so that its key can be changed. */
export type SealedColumn = {
  column: string
  /** What tells the rows of the table (of one workspace) apart. `id` unless said. */
  key?: string
  /** @param row its key; the workspace is null in a global table. */
  placeOf: (row: { id: string; workspaceId: string | null }) => Place
}

export type TableDeclaration = {
  name: string
  /** tenant: under forced row-level security by workspace. global: belongs to the platform. */
  scope: 'tenant' | 'global'
  /** Empty when the table holds nothing about people. */
  personalData: PersonalData[]
  /** Every column whose name ends in `_sealed`. */
  sealed?: SealedColumn[]
}

/** A domain, as the composition root registers it. Everything but the name and the tables is optional. */
export type Module = {
  name: string
  tables: TableDeclaration[]
  routes?: (app: FastifyInstance) => void | Promise<void>
  /** Background work by job name; every handler may run twice. */
  jobs?: Record<string, JobHandler>
  /** Names of those that may take long, by what strangers hand in: nothing else waits for them. */
  slowJobs?: readonly string[]
  /** Job names with a crontab expression (UTC), such as `*\/10 * * * *`. */
  schedule?: Record<string, string>
  /** Long-running work of processes with the worker role; called once the database is there. */
  startWorker?: () => void
  /** Ends everything the module started; waits for what must not be cut. */
  stop?: () => Promise<void>
}
