import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Identities } from '../identity/index.ts'
import { createAiPause } from './ai-pause.ts'
import { createAnswerControl } from './answer-control.ts'
import { createAnswerRating } from './answer-rating.ts'
import { createAnswerStore } from './answer-store.ts'
import { createAssigning } from './assigning.ts'
import { createBlocking } from './blocking.ts'
import { createBulk } from './bulk.ts'
import { createChatCore } from './chat-core.ts'
import type { Presenter } from './chat-rows.ts'
import { createCleanUp } from './clean-up.ts'
import type { Duty } from './duty.ts'
import { createEditing } from './editing.ts'
import { createHandling } from './handling.ts'
import { createLabelling } from './labelling.ts'
import { createMailedPosting } from './mailed-posting.ts'
import { createMarking } from './marking.ts'
import { createMerging } from './merging.ts'
import { createMessageWriter, type WriterOptions } from './message-writer.ts'
import { createNotes, type OnMentioned } from './notes.ts'
import { createPosting } from './posting.ts'
import { createRating } from './rating.ts'
import { createReaders } from './readers.ts'
import { createSnoozing } from './snoozing.ts'
import { createSpam } from './spam.ts'
import { createTyping } from './typing.ts'
import { createVerifiedVisitors } from './verified-visitors.ts'
import { createVisitorData } from './visitor-data.ts'
import { createVisitorFacts } from './visitor-facts.ts'
import { createWhereabouts } from './whereabouts.ts'

/** The use cases of a chat and their transactions, by what they are about. */
export function createChatService(deps: {
  db: Database
  hub: Hub
  present: Presenter
  maxMessages: number
  writer: WriterOptions
  secrets: Secrets
  identities: Identities
  duty: Duty
  onMentioned: OnMentioned
  nowMs: () => number
}) {
  const core = createChatCore(deps)
  const assigning = createAssigning(core, deps.duty, deps.nowMs)
  const handling = createHandling(core, assigning, deps.nowMs)
  const sorting = {
    ...createLabelling(core, deps.nowMs),
    ...createSnoozing(core, deps.nowMs),
    ...createSpam(core, handling, deps.nowMs),
  }
  const writer = createMessageWriter(deps, deps.writer)
  const answers = createAnswerControl(core, handling, deps.maxMessages)
  return {
    ...handling,
    ...assigning,
    ...createNotes(core, deps.onMentioned),
    ...sorting,
    ...createBlocking(core, handling, deps.nowMs),
    ...createMerging(core, deps.nowMs),
    ...createBulk(core, { ...handling, ...assigning, ...sorting }),
    ...createPosting(core, handling, writer),
    ...createMailedPosting(core, deps.maxMessages),
    ...createEditing(core, answers, deps.nowMs),
    ...createMarking(core),
    ...createReaders(core),
    ...createRating(core),
    ...createTyping(core),
    ...createAnswerRating(core),
    ...answers,
    ...createAnswerStore(core, handling),
    ...createAiPause(core, handling),
    ...createVerifiedVisitors(core, deps),
    ...createVisitorFacts(core, deps.nowMs),
    ...createWhereabouts(core, deps.nowMs),
    ...createVisitorData(core, handling, deps.nowMs),
    ...createCleanUp(core, handling, deps.nowMs),
  }
}

export type ChatService = ReturnType<typeof createChatService>
