import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, DatabaseUnavailable, isRetryable } from '../../platform/database/database.ts'

export type NewMessage = {
  workspaceId: string
  sessionId: string
  messageId: string
  clientMessageId: string
  authorKind: 'visitor' | 'member'
  authorId: string
  text: string
  /** The answer that is to be written when the AI has the chat; null for none. */
  answerId: string | null
  /** Who asks, for a fair order of answers. */
  source: string | null
  /** What is needed to begin the chat with this message; null: there must be one. */
  begin: { widgetId: string; locale: string | null; pageUrl: string | null } | null
}

export type Outcome = {
  outcome: 'new' | 'repeat' | 'conflict' | 'closed' | 'full' | 'not_found'
  message_id: string
  seq: number
  created_at: Date
  answer_created: boolean
}

export type WriterOptions = {
  /** Rows in one commit at most. @default 32 */
  maxRows?: number
  /** Commits under way at the same time. @default 2 */
  inFlight?: number
}

export type MessageWriter = {
  /** Settles when the message is committed, or known not to be taken. Any other failure rejects. */
  write(message: NewMessage): Promise<Outcome>
}

/** Of a batch that met a deadlock or the like. */
const retries = 3

type Waiting = { message: NewMessage; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void }

/**
 * Group commit: messages that arrive while commits are under way share the next one. There is no timer, so a message
 * alone waits for nothing. What fails for one message must not fail for the others: a batch that fails is written again
 * row by row (docs/decisions/0010).
 * @param maxMessages of one chat.
 */
export function createMessageWriter(
  deps: { db: Database; maxMessages: number },
  { maxRows = 32, inFlight = 2 }: WriterOptions = {},
): MessageWriter {
  let queue: Waiting[] = []
  let underWay = 0

  async function flush(batch: Waiting[], attempt = 1): Promise<void> {
    try {
      const outcomes = await writeRows(
        deps,
        batch.map(({ message }) => message),
      )
      for (const [at, { resolve }] of batch.entries()) resolve(outcomes[at] as Outcome)
    } catch (error) {
      if (isRetryable(error) && attempt <= retries) {
        await sleep(Math.random() * 10 * 2 ** attempt)
        return flush(batch, attempt + 1)
      }
      // The database is away, or was at the commit: nobody knows what became of it, and each sends again with the same id.
      if (batch.length === 1 || error instanceof DatabaseUnavailable) for (const { reject } of batch) reject(error)
      // One of them spoils it for all.
      else for (const one of batch) await flush([one])
    }
  }

  function next(): void {
    while (underWay < inFlight && queue.length > 0) {
      const batch = queue.slice(0, maxRows)
      queue = queue.slice(maxRows)
      underWay += 1
      void flush(batch).finally(() => {
        underWay -= 1
        next()
      })
    }
  }

  return {
    write: (message) =>
      new Promise<Outcome>((resolve, reject) => {
        queue.push({ message, resolve, reject })
        next()
      }),
  }
}

/** One round trip, in a transaction of its own or the caller's. @returns the outcomes in the order of the messages. */
export function writeRows(
  { db, maxMessages }: { db: Pick<Database, 'query'>; maxMessages: number },
  messages: NewMessage[],
) {
  const column = <T>(of: (message: NewMessage) => T) => messages.map(of)
  return db.query<Outcome>('select * from post_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
    column((one) => one.workspaceId),
    column((one) => one.sessionId),
    column((one) => one.messageId),
    column((one) => one.clientMessageId),
    column((one) => one.authorKind),
    column((one) => one.authorId),
    column((one) => one.text),
    column((one) => one.answerId),
    column((one) => one.source),
    column((one) => one.begin?.widgetId ?? null),
    column((one) => one.begin?.locale ?? null),
    column((one) => one.begin?.pageUrl ?? null),
    maxMessages,
  ])
}
