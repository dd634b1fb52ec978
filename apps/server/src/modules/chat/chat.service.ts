import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { createAnswerStore } from './answer-store.ts'
import { createChatCore } from './chat-core.ts'
import type { Presenter } from './chat-rows.ts'
import { createHandling } from './handling.ts'
import { createMarking } from './marking.ts'
import { createMessageWriter, type WriterOptions } from './message-writer.ts'
import { createPosting } from './posting.ts'

/** The use cases of a chat and their transactions, by what they are about. */
export function createChatService(deps: {
  db: Database
  hub: Hub
  present: Presenter
  maxMessages: number
  writer: WriterOptions
  nowMs: () => number
}) {
  const core = createChatCore(deps)
  const handling = createHandling(core, deps.nowMs)
  const writer = createMessageWriter(deps, deps.writer)
  return {
    ...handling,
    ...createPosting(core, handling, writer),
    ...createMarking(core),
    ...createAnswerStore(core),
  }
}

export type ChatService = ReturnType<typeof createChatService>
