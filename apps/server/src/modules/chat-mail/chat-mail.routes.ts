import { type ChatMail, changeChatMail, getChatMail } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { route } from '../../platform/http/route.ts'
import { type MailSettingsRow, readSettings, writeSettings } from './chat-mail.store.ts'

/** The setting of a workspace. */
export function chatMailRoutes(
  app: FastifyInstance,
  { db, canSend, canReceive }: { db: Database; canSend: boolean; canReceive: boolean },
): void {
  const present = (row: MailSettingsRow): ChatMail => ({ ...settingsOf(row), canSend, canReceive })

  route(app, getChatMail, ({ actor }) =>
    db.transaction(actor.workspaceId, async (tx) => present(await readSettings(tx))),
  )

  route(app, changeChatMail, ({ actor, body }) =>
    db.transaction(actor.workspaceId, async (tx) => {
      const before = await readSettings(tx)
      await writeSettings(tx, {
        is_on: body.isOn ?? before.is_on,
        after_seconds: body.afterSeconds ?? before.after_seconds,
        asks_rating: body.asksRating ?? before.asks_rating,
        rating_after_minutes: body.ratingAfterMinutes ?? before.rating_after_minutes,
      })
      const after = await readSettings(tx)
      const change = changesBetween(settingsOf(before), settingsOf(after))
      if (change) await recordAudit(tx, { actor, action: 'chat.mail_changed', ...change })
      return present(after)
    }),
  )
}

const settingsOf = ({ is_on, after_seconds, asks_rating, rating_after_minutes }: MailSettingsRow) => ({
  isOn: is_on,
  afterSeconds: after_seconds,
  asksRating: asks_rating,
  ratingAfterMinutes: rating_after_minutes,
})
