import { changeMailNotices, getMailNotices } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAccountAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { route } from '../../platform/http/route.ts'
import { lockNotices, readNotices, writeNotices } from './mention-mail.store.ts'

/** What one is told by mail, each for oneself. */
export function mentionMailRoutes(app: FastifyInstance, { db, canSend }: { db: Database; canSend: boolean }): void {
  route(app, getMailNotices, async ({ actor }) => ({ mentionsByMail: await readNotices(db, actor.userId), canSend }))

  route(app, changeMailNotices, ({ actor, body: { mentionsByMail } }) =>
    db.global(async (tx) => {
      const changes = changesBetween({ mentionsByMail: await lockNotices(tx, actor.userId) }, { mentionsByMail })
      if (changes) {
        await writeNotices(tx, actor.userId, mentionsByMail)
        const target = { kind: 'user', id: actor.userId } as const
        await recordAccountAudit(tx, { actor, action: 'account.changed', target, ...changes })
      }
      return { mentionsByMail, canSend }
    }),
  )
}
