import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { queuedChats } from './chat.store.ts'
import { lookRegularly } from './look-around.ts'
import { queueTopic } from './topics.ts'

/** However many come and go: the queue is read a few times a second at most. */
const readAfterMs = 200
/** Further back nobody is told a number, which would only make them leave. */
const placesTold = 200
/** Whoever polls is gone for a moment between two calls. */
const keptMs = 30_000

type Tell = (place: number | null) => void

/** Those of a workspace who wait for a person, read once in a process however many follow it. */
class QueueHead {
  readonly #db: Database
  readonly #workspaceId: string
  readonly #followers = new Map<string, Set<Tell>>()
  readonly #endings: (() => void)[]
  readonly #onEmpty: () => void
  #places = new Map<string, number>()
  #reading: NodeJS.Timeout | undefined
  #leaving: NodeJS.Timeout | undefined
  #isRead = false

  constructor(deps: { db: Database; hub: Hub }, workspaceId: string, onEmpty: () => void) {
    this.#db = deps.db
    this.#workspaceId = workspaceId
    this.#onEmpty = onEmpty
    this.#endings = [
      deps.hub.subscribe(queueTopic(workspaceId), () => this.#readSoon()),
      // A hint may be lost.
      lookRegularly(() => this.#places.size > 0 && this.#readSoon()),
    ]
    void this.#read()
  }

  /** @param isTold whether they are told at once where they are. */
  join(chatId: string, tell: Tell, isTold: boolean): () => void {
    clearTimeout(this.#leaving)
    const tellers = this.#followers.get(chatId) ?? new Set()
    this.#followers.set(chatId, tellers.add(tell))
    const place = this.#places.get(chatId)
    if (isTold && this.#isRead && place !== undefined) tell(place)
    return () => {
      tellers.delete(tell)
      if (tellers.size === 0 && this.#followers.get(chatId) === tellers) this.#followers.delete(chatId)
      if (this.#followers.size > 0) return
      this.#leaving = setTimeout(() => this.#end(), keptMs)
      this.#leaving.unref()
    }
  }

  #readSoon(): void {
    this.#reading ??= setTimeout(() => {
      this.#reading = undefined
      void this.#read()
    }, readAfterMs)
  }

  async #read(): Promise<void> {
    try {
      const chatIds = await this.#db.transaction(this.#workspaceId, (tx) => queuedChats(tx, placesTold))
      const before = this.#places
      this.#places = new Map(chatIds.map((id, at) => [id, at + 1]))
      this.#isRead = true
      for (const chatId of new Set([...before.keys(), ...chatIds])) {
        const place = this.#places.get(chatId)
        if (before.get(chatId) === place) continue
        for (const tell of [...(this.#followers.get(chatId) ?? [])]) tell(place ?? null)
      }
    } catch {
      // The next change, or the next look around, reads again.
    }
  }

  #end(): void {
    for (const end of this.#endings) end()
    clearTimeout(this.#reading)
    this.#onEmpty()
  }
}

/** Tells visitors who wait for a person how many are before them. Whoever does not wait costs an entry in a map. */
export function createQueues(deps: { db: Database; hub: Hub }) {
  const heads = new Map<string, QueueHead>()
  return {
    /** Calls back whenever their place changes, until the returned function is called. */
    join(workspaceId: string, chatId: string, tell: Tell, { isTold }: { isTold: boolean }): () => void {
      const head = heads.get(workspaceId) ?? new QueueHead(deps, workspaceId, () => heads.delete(workspaceId))
      heads.set(workspaceId, head)
      return head.join(chatId, tell, isTold)
    },
  }
}

export type Queues = ReturnType<typeof createQueues>
