import type { Module } from '../../platform/module.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createEventLogReader } from '../chat/index.ts'
import { mentionMailRoutes } from './mention-mail.routes.ts'
import { type TellDeps, tellJob, tellMentioned, watchMentions } from './tell-mentioned.ts'

/** Members who are mentioned in a note while they are away are told by mail, if they want to be. */
export function createMentionMailModule(deps: TellDeps & { log: Logger }): Module {
  const reader = createEventLogReader(deps, {
    name: 'mention-mail',
    version: 1,
    handle: (workspaceId, events) => watchMentions(deps, workspaceId, events),
  })
  return {
    name: 'mention-mail',
    tables: [],
    routes: (app) => mentionMailRoutes(app, { db: deps.db, canSend: deps.mail.isConfigured }),
    jobs: {
      [tellJob]: ({ workspaceId, chatId, memberId }) =>
        tellMentioned(deps, String(workspaceId), { chatId: String(chatId), memberId: String(memberId) }),
    },
    startWorker: reader.start,
    stop: reader.stop,
  }
}
