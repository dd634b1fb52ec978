import { chatsWithOpenAnswers } from './answers.store.ts'
import type { ChatCore } from './chat-core.ts'
import type { Handling } from './handling.ts'

const chatsAtOnce = 50
const side = 4

/** The owner's switch: the AI falls silent, and what visitors ask waits for people. */
export function createAiPause({ db, withLock, silenceAi }: ChatCore, handling: Handling) {
  async function silence(workspaceId: string, chatId: string): Promise<void> {
    await handling.hush(workspaceId, chatId)
    await withLock(workspaceId, chatId, async (tx, session) => {
      await silenceAi(tx, chatId)
      if (session.status === 'open') await handling.requestPersonIn(tx, chatId, session)
    })
  }

  return {
    /**
     * Cuts the answers under way, once the switch is stored: what was shown is kept as interrupted.
     * @param widgetId null for all of the workspace.
     */
    async silenceAll(workspaceId: string, widgetId: string | null): Promise<void> {
      while (true) {
        const chats = await db.transaction(workspaceId, (tx) => chatsWithOpenAnswers(tx, widgetId, chatsAtOnce))
        for (let at = 0; at < chats.length; at += side) {
          await Promise.all(chats.slice(at, at + side).map((chatId) => silence(workspaceId, chatId)))
        }
        if (chats.length < chatsAtOnce) return
      }
    },
  }
}
