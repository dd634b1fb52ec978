import pg from 'pg'
import type { TestApp } from './test-app.ts'

/** A job of the queue that has failed for good. @returns its number. */
export async function givenFailedJob(server: TestApp, task: string, error: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.database.urls.worker })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>('select id from graphile_worker.add_job($1)', [task])
    const id = rows[0]?.id ?? ''
    await client.query('select graphile_worker.permanently_fail_jobs(array[$1::bigint], $2)', [id, error])
    return id
  } finally {
    await client.end()
  }
}
