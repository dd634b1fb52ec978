import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const dashboardDist = fileURLToPath(new URL('../../../../dashboard/dist', import.meta.url))

/** The dashboard's one HTML page, read each time: a build while the server runs is served at once. null: not built. */
export const readDashboardPage = (): Promise<string | null> =>
  readFile(join(dashboardDist, 'index.html'), 'utf8').catch(() => null)
