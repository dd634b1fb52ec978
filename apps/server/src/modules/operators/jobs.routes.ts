import { type FailedJob, listFailedJobs, listJobs, retryJob } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { page, route } from '../../platform/http/route.ts'

type CountRow = {
  task: string
  waiting: number
  running: number
  scheduled: number
  retrying: number
  failed: number
}
type FailedRow = {
  id: number
  task: string
  attempts: number
  max_attempts: number
  last_error: string
  run_at: Date
  updated_at: Date
}

/** What operators see of the job queue: what failed and why, not what it was about. */
export function jobsRoutes(db: Database) {
  return (app: FastifyInstance): void => {
    route(app, listJobs, () => db.query<CountRow>('select * from job_counts()'))

    route(app, listFailedJobs, async ({ query }) => {
      const rows = await db.query<FailedRow>('select * from failed_jobs($1, $2)', [
        query.cursor === undefined ? null : jobIdOf(query.cursor),
        query.limit + 1,
      ])
      const shown = rows.slice(0, query.limit)
      return page(shown.map(present), rows.length > shown.length ? String(shown.at(-1)?.id) : null)
    })

    route(app, retryJob, async ({ actor, params }) => {
      await db.global(async (tx) => {
        const { task } = await tx.one<{ task: string | null }>('select retry_job($1) as task', [params.jobId])
        if (task === null) throw new AppError('NOT_FOUND')
        await recordAudit(tx, {
          actor,
          action: 'server.job_retried',
          target: { kind: 'job', id: params.jobId, name: task },
        })
      })
      return {}
    })
  }
}

function jobIdOf(cursor: string): string {
  if (/^[1-9]\d{0,17}$/.test(cursor)) return cursor
  throw new AppError('VALIDATION_ERROR', {
    details: [{ path: 'cursor', code: 'invalid', message: 'Not a cursor of this list.' }],
  })
}

const present = (row: FailedRow): FailedJob => ({
  id: String(row.id),
  task: row.task,
  attempts: row.attempts,
  maxAttempts: row.max_attempts,
  error: row.last_error,
  nextTryAt: row.attempts < row.max_attempts ? row.run_at.toISOString() : null,
  failedAt: row.updated_at.toISOString(),
})
