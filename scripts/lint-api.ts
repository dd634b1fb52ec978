import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeApi } from '../apps/server/src/api-description.ts'
import { exitCodeOf } from './tools.ts'

/** Lints the OpenAPI document as the server gives it, without a server or a database. */
const folder = await mkdtemp(join(tmpdir(), 'minichat-api-'))
const file = join(folder, 'openapi.json')
await writeFile(file, JSON.stringify(await describeApi(), null, 2))
const code = await exitCodeOf(
  'node_modules/@redocly/cli/bin/cli.js',
  ['lint', file, '--config', 'scripts/redocly.yaml'],
  {
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  },
)
await rm(folder, { recursive: true, force: true })
process.exit(code)
