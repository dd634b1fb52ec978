import { AppError } from '../../platform/errors.ts'
import type { ChatCore } from './chat-core.ts'
import type { VisitorToken } from './visitor-tokens.ts'
import { addPage, deletePages, forgetFirstPages, lockWhereabouts, setConsent, setDevice } from './whereabouts.store.ts'

type Told = { pageUrl?: string | undefined; consent?: boolean | undefined; device: string }

/** Where visitors are, as their widget tells it now and then: never with a message, and no event of the chat. */
export function createWhereabouts({ db, pass }: ChatCore, nowMs: () => number) {
  return {
    /**
     * @param needsConsent whether the widget asks for consent.
     * @throws AppError NOT_FOUND before the first message and once the chat is erased.
     */
    noteWhereabouts(token: VisitorToken, told: Told, needsConsent: boolean): Promise<void> {
      const { workspaceId, sessionId, visitorId } = token
      const mayKeep = told.consent ?? !needsConsent
      return db.transaction(workspaceId, async (tx) => {
        if (!mayKeep) await forgetFirstPages(tx, visitorId)
        if (!(await lockWhereabouts(tx, visitorId, sessionId))) throw new AppError('NOT_FOUND')
        const at = new Date(nowMs())
        if (told.consent !== undefined) await setConsent(tx, visitorId, told.consent, at)
        await setDevice(tx, visitorId, (mayKeep && told.device) || null)
        if (!mayKeep) await deletePages(tx, visitorId)
        else if (told.pageUrl) await addPage(tx, visitorId, withoutFragment(told.pageUrl), at)
        tx.afterCommit(() => pass(workspaceId, sessionId, { type: 'whereabouts' }))
      })
    },
  }
}

const withoutFragment = (url: string) => url.replace(/#.*/s, '')
