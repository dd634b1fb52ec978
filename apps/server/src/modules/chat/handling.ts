import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatSummary } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { Assigning } from './assigning.ts'
import { openChatsOf, readSession, type SessionRow, setContext } from './chat.store.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import { silenceTopic } from './topics.ts'
import type { VisitorToken } from './visitor-tokens.ts'

type Silencer = (workspaceId: string, chatId: string) => Promise<void>

/** A takeover does not wait longer for the AI to save its last words. */
const hushWaitMs = 500

/** Who has a chat, and whether it is open. */
export function createHandling(
  core: ChatCore,
  assigning: Pick<Assigning, 'assignIn' | 'assignByRulesIn'>,
  nowMs: () => number,
) {
  const { db, hub, withLock, changeState, silenceAi, summaryOf } = core
  const silencers = new Set<Silencer>()

  /**
   * Whoever writes an answer in this chat stops and saves what it has shown; other processes get a hint. A chat that is
   * not the workspace's, or that no AI answers, is left alone.
   */
  async function hush(workspaceId: string, chatId: string, onlyIfIdleSince?: Date): Promise<void> {
    const chat = await db.transaction(workspaceId, (tx) => readSession(tx, chatId))
    if (chat?.status !== 'open' || chat.handled_by !== 'ai') return
    if (onlyIfIdleSince && chat.last_active_at >= onlyIfIdleSince) return
    hub.publish(silenceTopic(workspaceId, chatId), null)
    await Promise.race([
      Promise.allSettled([...silencers].map((silence) => silence(workspaceId, chatId))),
      sleep(hushWaitMs, undefined, { ref: false }),
    ])
  }

  async function takeOverIn(tx: Tx, chatId: string, session: SessionRow, member: MemberActor): Promise<void> {
    if (session.handled_by === 'member' && session.member_id === member.userId) return
    await silenceAi(tx, chatId)
    const change = {
      handledBy: 'member',
      memberId: member.userId,
      epoch: session.epoch + 1,
      personRequestedAt: null,
    } as const
    await changeState(tx, chatId, session, 'chat.taken_over', change, member.name)
    await recordAudit(tx, { actor: member, action: 'chat.taken_over', target: chatTarget(chatId) })
  }

  async function requestPersonIn(tx: Tx, chatId: string, session: SessionRow): Promise<void> {
    if (session.handled_by !== 'ai' || session.person_requested_at) return
    const change = { personRequestedAt: new Date(nowMs()).toISOString() }
    await changeState(tx, chatId, session, 'chat.person_requested', change, null)
    await assigning.assignByRulesIn(tx, chatId)
  }

  async function closeIn(
    tx: Tx,
    chatId: string,
    session: SessionRow,
    type: 'chat.closed' | 'chat.reset',
  ): Promise<void> {
    if (session.status !== 'open') return
    await silenceAi(tx, chatId)
    const { memberName } = await summaryOf(tx, chatId)
    await changeState(tx, chatId, session, type, { status: 'closed', epoch: session.epoch + 1 }, memberName)
  }

  return {
    hush,
    takeOverIn,
    requestPersonIn,
    closeIn,
    /** Registers what stops the AI in this process; it settles when the text shown so far is saved. */
    onSilence(silence: Silencer) {
      silencers.add(silence)
    },

    async takeOver(member: MemberActor, chatId: string): Promise<ChatSummary> {
      await hush(member.workspaceId, chatId)
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        await takeOverIn(tx, chatId, session, member)
        return summaryOf(tx, chatId)
      })
    },

    /** The AI gets the chat with a clean context: nothing that was said before is shown to it. */
    handBack(member: MemberActor, chatId: string): Promise<ChatSummary> {
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        if (session.handled_by === 'member') {
          await setContext(tx, chatId)
          const change = { handledBy: 'ai', memberId: null, epoch: session.epoch + 1 } as const
          await changeState(tx, chatId, session, 'chat.handed_back', change, null)
          await recordAudit(tx, { actor: member, action: 'chat.handed_back', target: chatTarget(chatId) })
        }
        return summaryOf(tx, chatId)
      })
    },

    /** Gives the open chats of a member who has left back to the AI, and asks for another person; none is theirs any more. */
    async releaseChatsOf(workspaceId: string, userId: string): Promise<void> {
      const chatIds = await db.transaction(workspaceId, (tx) => openChatsOf(tx, userId))
      for (const chatId of chatIds)
        await withLock(workspaceId, chatId, async (tx, session) => {
          if (session.status === 'closed') return
          if (session.member_id !== userId) {
            if (session.assignee_id === userId) await assigning.assignIn(tx, chatId, session, null, null)
            return
          }
          await setContext(tx, chatId)
          const change = {
            handledBy: 'ai',
            memberId: null,
            epoch: session.epoch + 1,
            personRequestedAt: new Date(nowMs()).toISOString(),
          } as const
          await changeState(tx, chatId, session, 'chat.handed_back', change, null)
          await assigning.assignByRulesIn(tx, chatId)
        })
    },

    async close(member: MemberActor, chatId: string): Promise<ChatSummary> {
      await hush(member.workspaceId, chatId)
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        await closeIn(tx, chatId, session, 'chat.closed')
        if (session.status === 'open') {
          await recordAudit(tx, { actor: member, action: 'chat.closed', target: chatTarget(chatId) })
        }
        return summaryOf(tx, chatId)
      })
    },

    /** Leaves a chat open that has been active since. */
    async closeIdle(workspaceId: string, chatId: string, since: Date): Promise<void> {
      await hush(workspaceId, chatId, since)
      await withLock(workspaceId, chatId, async (tx, session) => {
        if (session.last_active_at < since) await closeIn(tx, chatId, session, 'chat.closed')
      })
    },

    /** Opens a closed chat again for a member, who then has it. */
    reopen(member: MemberActor, chatId: string): Promise<ChatSummary> {
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.erased_at) throw new AppError('CHAT_ERASED')
        if (session.status === 'closed') {
          await setContext(tx, chatId)
          const change = {
            status: 'open',
            handledBy: 'member',
            memberId: member.userId,
            epoch: session.epoch + 1,
            personRequestedAt: null,
          } as const
          await changeState(tx, chatId, session, 'chat.reopened', change, member.name)
          await recordAudit(tx, { actor: member, action: 'chat.reopened', target: chatTarget(chatId) })
        }
        return summaryOf(tx, chatId)
      })
    },

    /** The visitor begins anew: the chat, if there is one, is closed and stays in the inbox. */
    async reset({ workspaceId, sessionId }: VisitorToken): Promise<void> {
      await hush(workspaceId, sessionId)
      const exists = await db.transaction(workspaceId, (tx) => readSession(tx, sessionId))
      if (exists) await withLock(workspaceId, sessionId, (tx, session) => closeIn(tx, sessionId, session, 'chat.reset'))
    },

    /** The visitor asks for a person; asking again changes nothing. */
    requestPerson({ workspaceId, sessionId }: VisitorToken): Promise<ChatSummary> {
      return withLock(workspaceId, sessionId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        await requestPersonIn(tx, sessionId, session)
        return summaryOf(tx, sessionId)
      })
    },
  }
}

export type Handling = ReturnType<typeof createHandling>
