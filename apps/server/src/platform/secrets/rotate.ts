import { allWorkspaceIds } from '../database/all-workspaces.ts'
import type { Database, Tx } from '../database/database.ts'
import type { SealedColumn, TableDeclaration } from '../module.ts'
import type { Secrets } from './secrets.ts'

const batchSize = 100
/** Texts that servers keep changing meanwhile are looked at again so often. */
const maxRounds = 20

export type RotationCount = {
  /** `table.column`. */
  column: string
  /** Sealed anew; in a dry run, those that would be. */
  resealed: number
  /** They open with no key of the ring; left as they are. */
  unreadable: number
}

type Deps = { db: Database; secrets: Secrets; dryRun: boolean }
type Sealed = { table: TableDeclaration; sealed: SealedColumn }

/**
 * Seals with the current key whatever is sealed with another one, in small batches and without locking: a text that a
 * server changes at the same moment stays as the server left it. Broken off, it goes on where it was.
 */
export async function rotateSecrets(deps: Deps & { tables: readonly TableDeclaration[] }): Promise<RotationCount[]> {
  const counts: RotationCount[] = []
  for (const table of deps.tables) {
    for (const sealed of table.sealed ?? []) {
      const count = { column: `${table.name}.${sealed.column}`, resealed: 0, unreadable: 0 }
      counts.push(count)
      if (table.scope === 'global') await rotateIn(deps, { table, sealed }, null, count)
      else for await (const id of allWorkspaceIds(deps.db)) await rotateIn(deps, { table, sealed }, id, count)
    }
  }
  return counts
}

async function rotateIn(deps: Deps, where: Sealed, workspaceId: string | null, count: RotationCount): Promise<void> {
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) =>
    workspaceId === null ? deps.db.global(work) : deps.db.transaction(workspaceId, work)
  for (let round = 1; ; round += 1) {
    let unreadable = 0
    let changedMeanwhile = 0
    for (let after = ''; ; ) {
      const rows = await inWorkspace((tx) => readBatch(tx, where, deps.secrets.currentPrefix, after))
      after = rows.at(-1)?.id ?? after
      for (const row of rows) {
        const text = reseal(deps.secrets, row.text, where.sealed.placeOf({ id: row.id, workspaceId }))
        if (text === null) unreadable += 1
        else if (deps.dryRun || (await inWorkspace((tx) => replace(tx, where, row, text)))) count.resealed += 1
        else changedMeanwhile += 1
      }
      if (rows.length < batchSize) break
    }
    if (changedMeanwhile === 0) {
      count.unreadable += unreadable
      return
    }
    if (round === maxRounds) throw new Error(`${count.column} is being changed all the time. Start this again.`)
  }
}

function reseal(secrets: Secrets, text: string, place: ReturnType<SealedColumn['placeOf']>): string | null {
  try {
    return secrets.seal(secrets.open(text, place), place)
  } catch {
    return null
  }
}

/** The names are those of declarations, not of anybody outside. */
function sqlOf({ table, sealed }: Sealed) {
  const key = `${sealed.key ?? 'id'}::text`
  const workspaceColumn = table.name === 'workspaces' ? 'id' : 'workspace_id'
  const isOurs = table.scope === 'global' ? '$1::uuid is null' : `${workspaceColumn} = $1`
  return { key, isOurs, table: table.name, column: sealed.column }
}

function readBatch(tx: Tx, where: Sealed, currentPrefix: string, after: string) {
  const { key, isOurs, table, column } = sqlOf(where)
  return tx.query<{ id: string; text: string }>(
    `select ${key} as id, ${column} as text from ${table}
     where ${isOurs} and ${column} is not null and not starts_with(${column}, $2) and ${key} > $3
     order by ${key} limit ${batchSize}`,
    [tx.workspaceId, currentPrefix, after],
  )
}

/** @returns whether the text was still the one that was read. */
async function replace(tx: Tx, where: Sealed, row: { id: string; text: string }, text: string): Promise<boolean> {
  const { key, isOurs, table, column } = sqlOf(where)
  const changed = await tx.query(
    `update ${table} set ${column} = $4 where ${isOurs} and ${key} = $2 and ${column} = $3 returning 1`,
    [tx.workspaceId, row.id, row.text, text],
  )
  return changed.length > 0
}
