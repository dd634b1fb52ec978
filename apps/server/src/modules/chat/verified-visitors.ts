import { newId } from '../../platform/ids.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Identities, Proof } from '../identity/index.ts'
import type { ChatCore } from './chat-core.ts'
import { presentVisitor } from './chat-rows.ts'
import { enterVisitor, newestChats, writeVerified } from './verified-visitors.store.ts'
import type { VisitorToken } from './visitor-tokens.ts'
import { lockVisitor } from './visitors.store.ts'

type Widget = { workspaceId: string; widgetId: string }

/** Visitors whom the site has proven: one for each of its users, on whatever device. */
export function createVerifiedVisitors(
  { db, withLock, record }: ChatCore,
  deps: { identities: Pick<Identities, 'touch'>; secrets: Secrets },
) {
  const { identities, secrets } = deps

  /**
   * The id of the chat that comes after another: the same on each device, so that two which begin at once begin one chat.
   */
  function nextChatId(visitorId: string, widgetId: string, newest: string | null): string {
    const hex = Buffer.from(secrets.sign('verified-chat', `${visitorId} ${widgetId} ${newest}`), 'base64url').toString(
      'hex',
    )
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }

  /** Takes over what the token says of its visitor, with an event where there is a chat to tell of it. */
  async function updateFacts({ workspaceId, visitorId, sessionId }: VisitorToken, hasChat: boolean, proof: Proof) {
    const { externalId: _, ...facts } = proof.facts
    const write = (tx: Parameters<typeof writeVerified>[0]) => writeVerified(tx, visitorId, facts, proof.issuedAt)
    if (!hasChat) return void (await db.transaction(workspaceId, write))
    await withLock(workspaceId, sessionId, async (tx) => {
      if (!(await write(tx))) return
      const visitor = presentVisitor(await lockVisitor(tx, visitorId))
      await record(tx, sessionId, 'visitor.updated', visitor, (seq) => ({ type: 'visitor.updated', seq, visitor }))
    })
  }

  return {
    /** The token for the chat after this one. */
    next: (token: VisitorToken): VisitorToken => ({
      ...token,
      sessionId: nextChatId(token.visitorId, token.widgetId, token.sessionId),
    }),

    /**
     * The token of somebody proven: for their newest open chat in this widget, else for the one that they have been
     * shown, else for a new one. A token of anybody else, unproven or another user, counts for nothing here.
     */
    async enter(widget: Widget, proof: Proof, known: VisitorToken | null, startNew: boolean): Promise<VisitorToken> {
      const { workspaceId, widgetId } = widget
      const found = await db.transaction(workspaceId, async (tx) => {
        await identities.touch(tx, proof.keyId)
        const visitorId = await enterVisitor(tx, newId(), proof.facts, proof.issuedAt)
        return { visitorId, ...(await newestChats(tx, visitorId, widgetId)) }
      })
      const { visitorId, newest, newest_open: open } = found
      const shown = known?.visitorId === visitorId ? known.sessionId : null
      // Another device has begun a new one already: that one is it.
      const goesOn = startNew ? (open === shown ? null : open) : (open ?? shown)
      const token: VisitorToken = {
        workspaceId,
        widgetId,
        visitorId,
        sessionId: goesOn ?? nextChatId(visitorId, widgetId, newest),
        proof: { keyId: proof.keyId, expiresAtSeconds: Math.floor(proof.expiresAt.getTime() / 1000) },
      }
      await updateFacts(token, goesOn !== null && goesOn === open, proof)
      return token
    },
  }
}
