import type { Database, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { detectLocale } from '../../platform/text/index.ts'
import type { LoggedEvent } from '../chat/index.ts'
import { featuresOf, mostAlike } from './likeness.ts'
import {
  type AnswerPlace,
  changeKind,
  dequeue,
  dequeueEmptied,
  enqueue,
  groupsToCompare,
  insertGroup,
  type JudgedAnswer,
  readJudged,
} from './review.store.ts'

/** Of each kind; older ones have been left lying for long. */
const groupsCompared = 300

export type QueueDeps = {
  db: Database
  /** 'Are you a person?' has no answer in any knowledge. */
  isSmallTalk: (question: string) => boolean
}

/** Brings the queue to where the answers are after some events. May run twice. */
export async function queueQuestions(
  { db, isSmallTalk }: QueueDeps,
  workspaceId: string,
  events: readonly LoggedEvent[],
): Promise<void> {
  const places = events.flatMap(({ chatId, messageSeq }): AnswerPlace[] =>
    messageSeq === null ? [] : [{ chatId, seq: messageSeq }],
  )
  const erased = events.filter(({ type }) => type === 'chat.erased').map(({ chatId }) => chatId)
  const judged = await db.transaction(workspaceId, (tx) => readJudged(tx, places))
  const due = judged.filter(({ kind, isQueued, question }) =>
    kind === 'unanswered' ? isQueued || !isSmallTalk(question) : kind !== null || isQueued,
  )
  for (const answer of due) {
    await db.transaction(workspaceId, (tx) => place(tx, answer))
  }
  if (erased.length > 0) await db.transaction(workspaceId, (tx) => dequeueEmptied(tx, erased))
}

async function place(tx: Tx, answer: JudgedAnswer): Promise<void> {
  if (answer.kind === null) await dequeue(tx, answer)
  else if (answer.isQueued) await changeKind(tx, answer)
  else await enqueue(tx, await groupFor(tx, answer), answer)
}

/** The group of questions like this one, made where there is none. */
async function groupFor(tx: Tx, { question, askedAt }: JudgedAnswer): Promise<string> {
  const locale = detectLocale(question)
  const terms = featuresOf(question)
  const known = mostAlike(terms, await groupsToCompare(tx, locale, groupsCompared))
  if (known) return known.id
  const id = newId()
  await insertGroup(tx, { id, locale, terms, askedAt })
  return id
}
