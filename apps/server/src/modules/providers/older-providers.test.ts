import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '../../platform/database/migrate.ts'
import { newId } from '../../platform/ids.ts'
import { createSecrets } from '../../platform/secrets/secrets.ts'
import { createLog } from '../../platform/telemetry/log.ts'
import { createEmptyTestDatabase } from '../../testing/test-database.ts'
import { asAdmin, migrationsFolder } from '../../testing/test-postgres.ts'
import { keyPlace } from './provider-keys.ts'

test('the endpoint that a workspace had becomes its first provider, with a key that still opens', async () => {
  const database = await createEmptyTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'minichat-providers-'))
  const names = (await readdir(migrationsFolder)).sort()
  const ours = names.findIndex((name) => name.endsWith('_ai_providers.sql'))
  const run = () => migrate({ connectionString: database.urls.migration, folder, log: createLog('silent') })
  const copy = (some: string[]) =>
    Promise.all(some.map((name) => copyFile(join(migrationsFolder, name), join(folder, name))))
  try {
    await copy(names.slice(0, ours))
    await run()
    const secrets = createSecrets(randomBytes(32))
    const [used, off, never] = [newId(), newId(), newId()]
    const seal = (workspaceId: string) =>
      secrets.seal('sk-old', { workspaceId, column: 'workspaces.responder_api_key_sealed' })
    await asAdmin(database.urls.migration, (client) =>
      client.query(
        `insert into workspaces (id, name, responder_kind, responder_base_url, responder_model, responder_instructions, responder_api_key_sealed)
         values ($1, 'Used', 'openai', 'https://models.example.com/v1', 'small', 'Be kind.', $4),
           ($2, 'Off', 'builtin', 'https://models.example.com/v1', 'small', '', null), ($3, 'Never', 'builtin', '', '', '', null)`,
        [used, off, never, seal(used)],
      ),
    )
    await copy(names.slice(ours))
    await run()
    const [providers, settings] = await asAdmin(database.urls.migration, async (client) => [
      (await client.query('select * from ai_providers order by is_enabled desc')).rows,
      (await client.query('select workspace_id, instructions from ai_settings')).rows,
    ])
    expect(providers).toMatchObject([
      { workspace_id: used, kind: 'compatible', model: 'small', is_enabled: true },
      { workspace_id: off, is_enabled: false, api_key_sealed: null },
    ])
    const [first] = providers as { id: string; api_key_sealed: string }[]
    expect(secrets.open(first?.api_key_sealed ?? '', keyPlace(used, first?.id ?? ''))).toBe('sk-old')
    expect(settings).toEqual([{ workspace_id: used, instructions: 'Be kind.' }])
  } finally {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
})
