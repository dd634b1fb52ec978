/** Another live MiniChat server works on this data folder; nothing in it was touched. */
export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse'
  readonly folder: string
  readonly pid: number

  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by another MiniChat server (process ${pid}). ` +
        'Stop that server first, or give this one a DATA_DIR of its own.',
    )
    this.folder = folder
    this.pid = pid
  }
}

/** The data folder holds something that the embedded PostgreSQL can't run on; nothing in it was touched. */
export class BrokenDataFolder extends Error {
  override name = 'BrokenDataFolder'
  readonly folder: string
  readonly problem: string

  constructor(folder: string, problem: string, options?: ErrorOptions) {
    super(`The data folder ${folder} can't be used: ${problem}`, options)
    this.folder = folder
    this.problem = problem
  }
}

/** There is no embedded PostgreSQL for this machine, or it can't be run here. */
export class EmbeddedPostgresUnavailable extends Error {
  override name = 'EmbeddedPostgresUnavailable'

  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem} Set DATABASE_URL to a PostgreSQL 15 or newer to run without the embedded one.`, options)
  }
}

/** PostgreSQL itself ended while it was starting; `output` is the end of what it said. */
export class PostgresStartFailed extends Error {
  override name = 'PostgresStartFailed'
  readonly output: string

  constructor(folder: string, reason: string, output: string) {
    super(`PostgreSQL could not start on ${folder}: ${reason}${output ? `\n${output}` : ''}`)
    this.output = output
  }
}
