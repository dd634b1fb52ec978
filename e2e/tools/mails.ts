import { Client } from 'pg'
import { appRole } from '../../apps/server/src/platform/database/role-names.ts'
import { runningEmbeddedUrl } from '../../apps/server/src/platform/database/running-embedded.ts'
import type { Letters } from '../../apps/server/src/platform/mail/letters.ts'
import { valuesPlace } from '../../apps/server/src/platform/mail/mail.ts'
import { readOrMakeKeyRing } from '../../apps/server/src/platform/secrets/master-key.ts'
import { createSecrets } from '../../apps/server/src/platform/secrets/secrets.ts'

type Row = { id: string; values_sealed: string }

/** Opens what a running product has queued to be mailed, as the person it is for would read it. */
export async function openMailbox(dataDir: string) {
  const secrets = createSecrets(await readOrMakeKeyRing(dataDir))
  const client = new Client({ connectionString: await runningEmbeddedUrl(dataDir, appRole) })
  await client.connect()
  return {
    /** The newest letter of a kind to an address, or null. */
    async newest<N extends keyof Letters>(to: string, kind: N): Promise<Letters[N] | null> {
      const { rows } = await client.query<Row>(
        'select id, values_sealed from mails where to_address = $1 and template = $2 order by id desc limit 1',
        [to, kind],
      )
      return rows[0] ? JSON.parse(secrets.open(rows[0].values_sealed, valuesPlace(rows[0].id))) : null
    },
    close: () => client.end(),
  }
}
