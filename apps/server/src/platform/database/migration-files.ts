import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface MigrationFile {
  version: number
  /** The file's name, with its number. */
  name: string
  sql: string
  checksum: string
}

export interface AppliedMigration {
  version: number
  name: string
  checksum: string
}

/** A migration file that can't be applied, or does not fit what has been. */
export class MigrationError extends Error {
  override name = 'MigrationError'
  readonly file: string

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`Migration ${file}: ${problem}`, options)
    this.file = file
  }
}

/**
 * Reads `NNNN_name.sql` files, in order. Other files are left alone.
 * @throws MigrationError when a number is missing or comes twice.
 */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]
      if (number === undefined) throw new MigrationError(name, 'the name must look like 0001_what_it_does.sql.')
      const version = Number(number)
      if (version !== index + 1) {
        throw new MigrationError(name, `number ${String(index + 1).padStart(4, '0')} was expected here.`)
      }
      // A checkout on another system may have changed the line ends, which changes nothing.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Which files are still to be applied.
 * @throws MigrationError when an applied one has changed, or one was left out.
 */
export function pendingMigrations(files: MigrationFile[], applied: AppliedMigration[]): MigrationFile[] {
  const done = new Map(applied.map((entry) => [entry.version, entry]))
  const newest = Math.max(0, ...done.keys())
  const pending: MigrationFile[] = []
  for (const file of files) {
    const entry = done.get(file.version)
    if (entry && entry.checksum !== file.checksum) {
      throw new MigrationError(file.name, 'it was changed after it had been applied. Write a new migration instead.')
    }
    if (!entry && file.version < newest) {
      throw new MigrationError(file.name, `it was never applied, but number ${newest} was.`)
    }
    if (!entry) pending.push(file)
  }
  return pending
}
