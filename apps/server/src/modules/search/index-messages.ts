import type { Database, Tx } from '../../platform/database/database.ts'
import { hashOf, SEARCH_TERMS_VERSION, termsOfText } from '../../platform/text/index.ts'
import type { LoggedEvent } from '../chat/index.ts'
import { termsOfFacts } from './facts.ts'
import {
  addMessages,
  forgetEmptied,
  forgetMessages,
  type IndexableMessage,
  type MessagePlace,
  readMessages,
} from './message-index.store.ts'

/** A transaction holds everybody's feed back while it writes, so it stays short. */
const messagesAtOnce = 50

/** The terms of a message as they are stored: hashed, each once. */
export const hashedTerms = (
  message: Pick<IndexableMessage, 'body' | 'widgetId' | 'authorKind' | 'authorId' | 'provider'>,
) => [...new Set([...termsOfText(message.body), ...termsOfFacts(message)].map(hashOf))]

/** Brings the index of a workspace to where its messages are after some events. May run twice. */
export async function indexEvents(db: Database, workspaceId: string, events: readonly LoggedEvent[]): Promise<void> {
  const places = new Map<string, MessagePlace & { isNew: boolean }>()
  for (const { type, chatId, messageSeq } of events) {
    if (messageSeq === null) continue
    const key = `${chatId} ${messageSeq}`
    const isNew = type === 'message.created' && (places.get(key)?.isNew ?? true)
    places.set(key, { chatId, seq: messageSeq, isNew })
  }
  for (const some of chunks([...places.values()], messagesAtOnce)) await indexMessages(db, workspaceId, some)
  const erased = [...new Set(events.filter(({ type }) => type === 'chat.erased').map(({ chatId }) => chatId))]
  if (erased.length > 0) await db.transaction(workspaceId, (tx) => forgetEmptied(tx, erased))
}

async function indexMessages(db: Database, workspaceId: string, places: (MessagePlace & { isNew: boolean })[]) {
  const read = (tx: Tx) => readMessages(tx, places, SEARCH_TERMS_VERSION)
  const changed = new Set(places.filter(({ isNew }) => !isNew).map(({ chatId, seq }) => `${chatId} ${seq}`))
  const found = await db.transaction(workspaceId, read)
  const due = found.filter((one) => !one.isIndexed || changed.has(`${one.chatId} ${one.seq}`))
  if (due.length === 0) return
  const fresh = due.filter(({ body }) => body !== '').map((one) => ({ ...one, terms: hashedTerms(one) }))
  await db.transaction(workspaceId, async (tx) => {
    await forgetMessages(tx, due)
    await addMessages(tx, fresh, SEARCH_TERMS_VERSION)
  })
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}
