import type {
  AnswerOutcome,
  ChatAside,
  ChatState,
  ChatSummary,
  DurableEvent,
  InternalEvent,
  PassingEvent,
  VisitorEvent,
} from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { jobs } from '../../platform/jobs/jobs.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { cancelOpenAnswers } from './answers.store.ts'
import * as store from './chat.store.ts'
import { forVisitor, type Presenter, presentSummary, type StoredAside, type StoredState } from './chat-rows.ts'
import type { Duty } from './duty.ts'
import { addEvent } from './events.store.ts'
import { chatTopic, dropTopic, inboxTopic, queueTopic } from './topics.ts'

export type StateEventType = Extract<DurableEvent, { state: ChatState }>['type']

/** How the audit log names a chat; its visitor is not named there. */
export const chatTarget = (chatId: string) => ({ kind: 'chat', id: chatId })

/**
 * What all use cases of a chat stand on: its lock, its events, and telling of them. Nothing is published before its
 * commit, and nothing changes a chat without an event.
 */
export function createChatCore(deps: { db: Database; hub: Hub; present: Presenter; duty: Pick<Duty, 'hasRules'> }) {
  const { db, hub, present } = deps

  function publish(workspaceId: string, chatId: string, event: DurableEvent): void {
    hub.publish(chatTopic(workspaceId, chatId), forVisitor(event))
    hub.publish(inboxTopic(workspaceId), null)
  }

  /** What passes by and is not stored. */
  const pass = (workspaceId: string, chatId: string, event: PassingEvent): void =>
    hub.publish(chatTopic(workspaceId, chatId), event)

  /** @throws AppError NOT_FOUND when there is no such chat in the workspace. */
  async function withLock<T>(
    workspaceId: string,
    chatId: string,
    work: (tx: Tx, session: store.SessionRow) => Promise<T>,
  ): Promise<T> {
    return db.transaction(workspaceId, async (tx) => {
      const session = await store.lockSession(tx, chatId)
      if (!session) throw new AppError('NOT_FOUND')
      return work(tx, session)
    })
  }

  async function summaryOf(tx: Tx, chatId: string): Promise<ChatSummary> {
    const row = await store.findSummary(tx, chatId)
    if (!row) throw new AppError('NOT_FOUND')
    return presentSummary(row)
  }

  /** Numbers and records one event under the chat's lock, and tells of it after the commit. */
  async function record(
    tx: Tx,
    chatId: string,
    type: DurableEvent['type'],
    data: object,
    eventOf: (seq: number) => DurableEvent,
  ): Promise<void> {
    const seq = await addEvent(tx, chatId, type, data)
    tx.afterCommit(() => publish(tx.workspaceId as string, chatId, eventOf(seq)))
  }

  /** Somebody may have room now: where a visitor waits for that, it is looked into after the commit. */
  async function giveSoonIn(tx: Tx): Promise<void> {
    const { workspaceId } = tx
    if (!(await deps.duty.hasRules(tx)) || (await store.waitingUnassigned(tx, 1)).length === 0) return
    await jobs.enqueue(tx, 'assignment.give', { workspaceId }, { key: `give:${workspaceId}` })
  }

  /** Changes who handles a chat, or whether it is open, with an event. The caller decides on the new state. */
  async function changeState(
    tx: Tx,
    chatId: string,
    session: store.SessionRow,
    type: StateEventType,
    change: Partial<StoredState>,
    memberName: string | null,
  ): Promise<void> {
    const state: StoredState = {
      status: session.status,
      handledBy: session.handled_by,
      memberId: session.member_id,
      epoch: session.epoch,
      personRequestedAt: session.person_requested_at?.toISOString() ?? null,
      ...change,
    }
    const assigneeId = assigneeAfter(type, session, state)
    await store.setState(tx, chatId, state, assigneeId)
    const hasLeftSomebody = state.status === 'closed' || assigneeId !== session.assignee_id
    if (session.assignee_id !== null && hasLeftSomebody) await giveSoonIn(tx)
    if (session.person_requested_at || state.personRequestedAt) {
      tx.afterCommit(() => hub.publish(queueTopic(tx.workspaceId as string), null))
    }
    await record(tx, chatId, type, state, (seq) => ({ type, seq, state: { ...state, memberName } }))
  }

  /** Records something that is for members alone; the feed reads it from the database. */
  async function recordInternal(tx: Tx, chatId: string, type: InternalEvent['type'], data: object): Promise<number> {
    const seq = await addEvent(tx, chatId, type, data)
    const shown: VisitorEvent = { type: 'chat.internal', seq }
    tx.afterCommit(() => {
      hub.publish(chatTopic(tx.workspaceId as string, chatId), shown)
      hub.publish(inboxTopic(tx.workspaceId as string), null)
    })
    return seq
  }

  /** What a member, or the server, did with a chat among members. */
  const recordAside = (tx: Tx, chatId: string, type: ChatAside['type'], aside: StoredAside) =>
    recordInternal(tx, chatId, type, aside)

  /** Tells of a message that was changed: with an event of its own, the message as it now is. */
  async function recordMessage(
    tx: Tx,
    chatId: string,
    type: 'message.edited' | 'message.removed',
    messageSeq: number,
  ): Promise<void> {
    const message = present.message(tx.workspaceId as string, await store.findMessage(tx, chatId, messageSeq))
    await record(tx, chatId, type, { messageSeq }, (seq) => ({ type, seq, message }))
  }

  /**
   * Tells viewers how an answer ended, after the commit. Whoever takes it out of `pending` or `running` calls this, and
   * nobody else does: so it is told once.
   */
  function endAnswer(tx: Tx, chatId: string, answerId: string, outcome: AnswerOutcome): void {
    tx.afterCommit(() => pass(tx.workspaceId as string, chatId, { type: 'answer.ended', answerId, outcome }))
  }

  /** The same for one that somebody else may be writing: whoever does is told to stop before viewers are. */
  function endCancelled(tx: Tx, chatId: string, answerId: string, outcome: AnswerOutcome): void {
    tx.afterCommit(() => hub.publish(dropTopic(tx.workspaceId as string, answerId), null))
    endAnswer(tx, chatId, answerId, outcome)
  }

  /** Stores what the AI said, with its event. The caller holds the chat's lock and has checked the epoch. */
  async function storeAiMessage(tx: Tx, chatId: string, message: store.AiMessage): Promise<void> {
    const seq = await addEvent(tx, chatId, 'message.created', {})
    await store.insertAiMessage(tx, chatId, { ...message, id: newId(), seq })
    const stored = present.message(tx.workspaceId as string, await store.findMessage(tx, chatId, seq))
    tx.afterCommit(() => publish(tx.workspaceId as string, chatId, { type: 'message.created', seq, message: stored }))
  }

  /**
   * The AI stops: what it has shown is kept as an interrupted (or stopped) message, numbered before whatever follows.
   * Runs under the chat's lock, so an answer that finishes later finds its row cancelled and stores nothing.
   */
  async function silenceAi(tx: Tx, chatId: string, state: 'interrupted' | 'stopped' = 'interrupted'): Promise<void> {
    const cut = await cancelOpenAnswers(tx, chatId)
    for (const { id, text, question_seq } of cut) {
      if (text.trim() === '') continue
      const message = {
        answerId: id,
        questionSeq: question_seq,
        text,
        state,
        citations: [],
        offersPerson: false,
        quickReplies: [],
      }
      await storeAiMessage(tx, chatId, message)
    }
    for (const { id } of cut) endCancelled(tx, chatId, id, state)
  }

  return {
    db,
    hub,
    present,
    publish,
    pass,
    withLock,
    summaryOf,
    record,
    recordMessage,
    recordInternal,
    recordAside,
    changeState,
    giveSoonIn,
    endAnswer,
    endCancelled,
    storeAiMessage,
    silenceAi,
  }
}

/** Who takes a chat is to see to it; handed back, it is nobody's. */
function assigneeAfter(type: StateEventType, session: store.SessionRow, { memberId }: StoredState): string | null {
  if ((type === 'chat.taken_over' || type === 'chat.reopened') && memberId) return memberId
  return type === 'chat.handed_back' ? null : session.assignee_id
}

export type ChatCore = ReturnType<typeof createChatCore>
