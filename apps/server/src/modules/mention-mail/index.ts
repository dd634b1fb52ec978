import type { Tx } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import { mentionMailRoutes } from './mention-mail.routes.ts'
import { type TellDeps, tellJob, tellMentioned, watchMentions } from './tell-mentioned.ts'

/** Members who are mentioned in a note while they are away are told by mail, if they want to be. */
export function createMentionMailModule(deps: TellDeps) {
  const module: Module = {
    name: 'mention-mail',
    tables: [],
    routes: (app) => mentionMailRoutes(app, { db: deps.db, canSend: deps.mail.isConfigured }),
    jobs: {
      [tellJob]: ({ workspaceId, chatId, memberId }) =>
        tellMentioned(deps, String(workspaceId), { chatId: String(chatId), memberId: String(memberId) }),
    },
  }
  return { ...module, onMentioned: (tx: Tx, chatId: string) => watchMentions(deps, tx, chatId) }
}
