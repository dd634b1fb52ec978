import type { Database } from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { adminAddresses } from '../team/index.ts'
import { takeEnding } from './api-keys.store.ts'

const noticeMs = 7 * 24 * 3600_000
const perRun = 200

/** Tells admins and owners, seven days before, which keys end: each key once, unless it is rotated. */
export async function announceEndingKeys(deps: {
  db: Database
  mail: Mail
  publicUrl: () => string
  nowMs: () => number
}): Promise<void> {
  const { db, mail } = deps
  const now = new Date(deps.nowMs())
  for (let count = perRun; count === perRun; ) {
    const ending = await db.query<{ workspace_id: string; key_id: string }>(
      'select * from ending_api_keys($1, $2, $3)',
      [now, new Date(now.getTime() + noticeMs), perRun],
    )
    count = ending.length
    for (const { workspace_id: workspaceId, key_id: keyId } of ending) {
      await db.transaction(workspaceId, async (tx) => {
        const key = await takeEnding(tx, keyId, now)
        if (!key) return
        const values = {
          workspace: key.workspace_name,
          key: key.key_name,
          expiresAt: key.expires_at.toISOString(),
          url: `${deps.publicUrl()}/settings/api-keys`,
        }
        for (const { email, locale } of await adminAddresses(tx)) {
          await mail.send(tx, { to: email, locale, template: 'api-key-expires', values })
        }
      })
    }
  }
}
