import type { Tx } from '../../platform/database/database.ts'
import type { Envelope } from '../../platform/mail/letters.ts'
import { newestMailIds } from './chat-mail.store.ts'
import { type NamedThread, replyAddress, type ThreadTokens } from './reply-address.ts'

/** Of a thread, in headers. */
const referencesMax = 12

/** What makes the next mail of a chat one of its thread, and its answers go there. */
export const envelopeOf = async (
  { tokens, inboundAddress }: { tokens: ThreadTokens; inboundAddress: string | null },
  tx: Tx,
  thread: NamedThread,
  fromName: string,
  unsubscribeUrl: string,
): Promise<Envelope> => ({
  fromName,
  replyTo: inboundAddress && replyAddress(inboundAddress, tokens.issue('reply', thread)),
  references: await newestMailIds(tx, thread.chatId, referencesMax),
  unsubscribeUrl,
})
