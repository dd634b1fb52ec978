import { setTimeout as sleep } from 'node:timers/promises'
import { type ChatState, type ChatSummary, type DurableEvent, limits, type Message } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import * as store from './chat.store.ts'
import { type Presenter, presentSummary, type StoredCitation, type StoredState } from './chat-rows.ts'
import { answersTopic, chatTopic, inboxTopic, silenceTopic } from './topics.ts'
import type { VisitorToken } from './visitor-tokens.ts'

type Member = { userId: string; name: string; workspaceId: string }
/** A takeover does not wait longer for the AI to save its last words. */
const hushWaitMs = 500

type Silencer = (workspaceId: string, chatId: string) => Promise<void>
type StateEventType = 'chat.person_requested' | 'chat.taken_over' | 'chat.handed_back' | 'chat.closed'

/** The use cases of a chat and their transactions. Nothing is published before its commit. */
export function createChatService(deps: { db: Database; hub: Hub; present: Presenter; nowMs: () => number }) {
  const { db, hub, present, nowMs } = deps
  const silencers = new Set<Silencer>()

  function publish(workspaceId: string, chatId: string, event: DurableEvent) {
    hub.publish(chatTopic(workspaceId, chatId), JSON.stringify(event))
    hub.publish(inboxTopic(workspaceId), null)
  }

  async function post(message: Omit<store.NewMessage, 'maxMessages'>, prepare: ((tx: Tx) => Promise<void>) | null) {
    const { workspaceId, sessionId } = message
    return db.transaction(workspaceId, async (tx) => {
      const row = { ...message, maxMessages: limits.sessionMaxMessages }
      let posted = await store.postMessage(tx, row)
      if (posted.outcome === 'not_found' && prepare) {
        await prepare(tx)
        posted = await store.postMessage(tx, row)
      }
      if (posted.outcome === 'not_found') throw new AppError('NOT_FOUND')
      if (posted.outcome === 'closed') throw new AppError('SESSION_CLOSED')
      if (posted.outcome === 'full') throw new AppError('SESSION_FULL')
      if (posted.outcome === 'conflict') throw new AppError('CLIENT_MESSAGE_ID_REUSED')
      const stored = present.message(workspaceId, await store.findMessage(tx, sessionId, posted.seq))
      if (posted.outcome === 'new') {
        tx.afterCommit(() => {
          publish(workspaceId, sessionId, { type: 'message.created', seq: stored.seq, message: stored })
          if (posted.answer_created) hub.publish(answersTopic, null)
        })
      }
      return { message: stored, isNew: posted.outcome === 'new' }
    })
  }

  /** Changes who handles a chat, under its lock, with an event. The caller decides on the new state. */
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
    await store.setState(tx, chatId, state)
    const seq = await store.addEvent(tx, chatId, type, state)
    const { memberId: _, ...shown } = state
    const wire: ChatState = { ...shown, memberName }
    tx.afterCommit(() => publish(tx.workspaceId as string, chatId, { type, seq, state: wire }))
  }

  /**
   * The AI stops: what it has shown is kept as an interrupted message, numbered before the change of hands.
   * Runs under the chat's lock, so an answer that finishes later finds the epoch changed and stores nothing.
   */
  async function silenceAi(tx: Tx, chatId: string): Promise<void> {
    const cut = await tx.query<{ id: string; text: string }>(
      `update answers a set status = 'cancelled', lease_owner = null, lease_until = null
       where workspace_id = $1 and session_id = $2 and status in ('pending', 'running')
       returning id, text`,
      [tx.workspaceId, chatId],
    )
    for (const { id, text } of cut) {
      if (text.trim() === '') continue
      await storeAiMessage(tx, chatId, { answerId: id, text, state: 'interrupted', citations: [], offersPerson: false })
    }
    tx.afterCommit(() => {
      for (const { id } of cut) {
        hub.publish(chatTopic(tx.workspaceId as string, chatId), JSON.stringify({ type: 'answer.ended', answerId: id }))
      }
    })
  }

  /** Stores what the AI said, with its event. The caller holds the chat's lock and has checked the epoch. */
  async function storeAiMessage(
    tx: Tx,
    chatId: string,
    message: {
      answerId: string
      text: string
      state: 'complete' | 'interrupted'
      citations: StoredCitation[]
      offersPerson: boolean
    },
  ): Promise<void> {
    const seq = await store.addEvent(tx, chatId, 'message.created', {})
    await tx.query(
      `insert into chat_messages
         (workspace_id, session_id, id, seq, author_kind, body, state, answer_id, citations, offers_person, created_at)
       values ($1, $2, $3, $4, 'ai', $5, $6, $7, $8, $9, clock_timestamp())`,
      [
        tx.workspaceId,
        chatId,
        newId(),
        seq,
        message.text,
        message.state,
        message.answerId,
        JSON.stringify(message.citations),
        message.offersPerson,
      ],
    )
    await tx.query(
      `update chat_sessions set message_count = message_count + 1, last_message_author = 'ai',
         last_message_excerpt = left($3, 160), last_message_at = clock_timestamp(), last_active_at = clock_timestamp()
       where workspace_id = $1 and id = $2`,
      [tx.workspaceId, chatId, message.text],
    )
    const stored = present.message(tx.workspaceId as string, await store.findMessage(tx, chatId, seq))
    tx.afterCommit(() => publish(tx.workspaceId as string, chatId, { type: 'message.created', seq, message: stored }))
  }

  async function withLock<T>(
    workspaceId: string,
    chatId: string,
    work: (tx: Tx, session: store.SessionRow) => Promise<T>,
  ) {
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

  async function takeOverIn(tx: Tx, chatId: string, session: store.SessionRow, member: Member) {
    if (session.handled_by === 'member' && session.member_id === member.userId) return
    await silenceAi(tx, chatId)
    const change = {
      handledBy: 'member',
      memberId: member.userId,
      epoch: session.epoch + 1,
      personRequestedAt: null,
    } as const
    await changeState(tx, chatId, session, 'chat.taken_over', change, member.name)
  }

  /**
   * Whoever writes an answer in this chat stops and saves what it has shown; other processes get a hint. A chat that is
   * not the workspace's, or that no AI answers, is left alone.
   */
  async function hush(workspaceId: string, chatId: string, onlyIfIdleSince?: Date): Promise<void> {
    const chat = await db.transaction(workspaceId, (tx) => store.readSession(tx, chatId))
    if (chat?.status !== 'open' || chat.handled_by !== 'ai') return
    if (onlyIfIdleSince && chat.last_active_at >= onlyIfIdleSince) return
    hub.publish(silenceTopic(workspaceId, chatId), null)
    await Promise.race([
      Promise.allSettled([...silencers].map((silence) => silence(workspaceId, chatId))),
      sleep(hushWaitMs, undefined, { ref: false }),
    ])
  }

  return {
    /** Registers what stops the AI in this process; it settles when the text shown so far is saved. */
    onSilence(silence: Silencer) {
      silencers.add(silence)
    },

    storeAiMessage,
    /** A visitor's message. The rows of visitor and chat are made with the first one. */
    postAsVisitor(
      token: VisitorToken,
      message: { clientMessageId: string; text: string; locale?: 'en' | 'th'; pageUrl?: string },
    ): Promise<{ message: Message; isNew: boolean }> {
      const { workspaceId, sessionId, visitorId, widgetId } = token
      return post(
        {
          workspaceId,
          sessionId,
          messageId: newId(),
          clientMessageId: message.clientMessageId,
          author: { kind: 'visitor', id: visitorId },
          text: message.text,
          answerId: newId(),
        },
        (tx) =>
          store.ensureSession(tx, {
            workspaceId,
            sessionId,
            visitorId,
            widgetId,
            locale: message.locale ?? null,
            pageUrl: message.pageUrl ?? null,
          }),
      )
    },

    /** A member's reply; takes the chat over first where the AI or somebody else has it. */
    async postAsMember(
      member: Member,
      chatId: string,
      message: { clientMessageId: string; text: string },
    ): Promise<Message> {
      const isRepeat = await db.transaction(member.workspaceId, (tx) =>
        store.hasMessage(tx, chatId, message.clientMessageId),
      )
      // A repeat changes nothing, also when the chat has been handed back since.
      if (!isRepeat) {
        await hush(member.workspaceId, chatId)
        await withLock(member.workspaceId, chatId, async (tx, session) => {
          if (session.status === 'open') await takeOverIn(tx, chatId, session, member)
        })
      }
      const { message: stored } = await post(
        {
          workspaceId: member.workspaceId,
          sessionId: chatId,
          messageId: newId(),
          clientMessageId: message.clientMessageId,
          author: { kind: 'member', id: member.userId },
          text: message.text,
          answerId: null,
        },
        null,
      )
      return stored
    },

    async takeOver(member: Member, chatId: string): Promise<ChatSummary> {
      await hush(member.workspaceId, chatId)
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        await takeOverIn(tx, chatId, session, member)
        return summaryOf(tx, chatId)
      })
    },

    handBack(member: Member, chatId: string): Promise<ChatSummary> {
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        if (session.handled_by === 'member') {
          const change = { handledBy: 'ai', memberId: null, epoch: session.epoch + 1 } as const
          await changeState(tx, chatId, session, 'chat.handed_back', change, null)
        }
        return summaryOf(tx, chatId)
      })
    },

    /** @param onlyIfIdleSince leaves a chat open that has been active since. */
    async close(workspaceId: string, chatId: string, onlyIfIdleSince?: Date): Promise<ChatSummary> {
      await hush(workspaceId, chatId, onlyIfIdleSince)
      return withLock(workspaceId, chatId, async (tx, session) => {
        const isActive = onlyIfIdleSince && session.last_active_at >= onlyIfIdleSince
        if (session.status === 'open' && !isActive) {
          await silenceAi(tx, chatId)
          const before = await summaryOf(tx, chatId)
          const change = { status: 'closed', epoch: session.epoch + 1 } as const
          await changeState(tx, chatId, session, 'chat.closed', change, before.memberName)
        }
        return summaryOf(tx, chatId)
      })
    },

    /** The visitor asks for a person; asking again changes nothing. */
    requestPerson(token: VisitorToken): Promise<ChatSummary> {
      return withLock(token.workspaceId, token.sessionId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        if (session.handled_by === 'ai' && !session.person_requested_at) {
          const change = { personRequestedAt: new Date(nowMs()).toISOString() }
          await changeState(tx, token.sessionId, session, 'chat.person_requested', change, null)
        }
        return summaryOf(tx, token.sessionId)
      })
    },

    markRead(workspaceId: string, chatId: string, seq: number): Promise<void> {
      return withLock(workspaceId, chatId, async (tx, session) => {
        const upTo = Math.min(seq, session.last_seq)
        if (upTo <= session.member_read_seq) return
        await store.setMemberRead(tx, chatId, upTo)
        const eventSeq = await store.addEvent(tx, chatId, 'chat.read', { memberReadSeq: upTo })
        tx.afterCommit(() => publish(workspaceId, chatId, { type: 'chat.read', seq: eventSeq, memberReadSeq: upTo }))
      })
    },

    /**
     * Stores a finished answer, unless the chat changed hands since its question: then nothing is stored.
     * @returns whether it was stored.
     */
    storeAnswer(
      answer: { workspaceId: string; chatId: string; answerId: string; epoch: number; owner: string; attempt: number },
      result: {
        text: string
        citations: StoredCitation[]
        offersPerson: boolean
        outcome: 'done' | 'failed'
        problem: string | null
        responder: string
        firstDeltaMs: number | null
        totalMs: number
      },
    ): Promise<boolean> {
      return withLock(answer.workspaceId, answer.chatId, async (tx, session) => {
        if (session.status !== 'open' || session.handled_by !== 'ai' || session.epoch !== answer.epoch) return false
        const mine = await tx.query(
          `update answers set status = $5, text = '', lease_owner = null, lease_until = null, responder = $6, problem = $7,
             first_delta_ms = $8, total_ms = $9
           where workspace_id = $1 and id = $2 and status = 'running' and lease_owner = $3 and attempt = $4
           returning id`,
          [
            answer.workspaceId,
            answer.answerId,
            answer.owner,
            answer.attempt,
            result.outcome,
            result.responder,
            result.problem,
            result.firstDeltaMs,
            result.totalMs,
          ],
        )
        if (mine.length === 0) return false
        await storeAiMessage(tx, answer.chatId, {
          answerId: answer.answerId,
          text: result.text,
          state: 'complete',
          citations: result.citations,
          offersPerson: result.offersPerson,
        })
        return true
      })
    },
  }
}

export type ChatService = ReturnType<typeof createChatService>
