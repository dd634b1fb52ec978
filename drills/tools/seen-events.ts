/** What one follower got of each chat, and what was wrong about the order in which it came. */
export type SeenEvents = {
  add: (chatId: string, seq: number) => void
  /** The chat was fetched anew, as it is told to do who is far behind: all up to this number is there. */
  fetched: (chatId: string, lastSeq: number) => void
  lastOf: (chatId: string) => number
  /** Whether everything up to these numbers has come. */
  has: (lastSeqs: Map<string, number>) => boolean
  /** What has not come, by chat and number. */
  missing: (lastSeqs: Map<string, number>) => { chatId: string; seq: number }[]
  faults: (lastSeqs: Map<string, number>) => { gaps: number; doubles: number; 'out of order': number }
  delivered: () => number
}

/** @param alreadyKnown the numbers up to which this follower had everything before it began. */
export function createSeenEvents(alreadyKnown: Map<string, number>): SeenEvents {
  const known = new Map(alreadyKnown)
  const seen = new Map<string, Set<number>>()
  const last = new Map(known)
  let doubles = 0
  let outOfOrder = 0
  let delivered = 0
  const missing = (lastSeqs: Map<string, number>) => {
    const found: { chatId: string; seq: number }[] = []
    for (const [chatId, lastSeq] of lastSeqs)
      for (let seq = (known.get(chatId) ?? 0) + 1; seq <= lastSeq; seq += 1)
        if (!seen.get(chatId)?.has(seq)) found.push({ chatId, seq })
    return found
  }
  return {
    add(chatId, seq) {
      // A feed may begin a little before what was fetched.
      if (seq <= (known.get(chatId) ?? 0)) return
      delivered += 1
      const numbers = seen.get(chatId) ?? new Set()
      seen.set(chatId, numbers)
      const before = last.get(chatId) ?? 0
      if (numbers.has(seq)) doubles += 1
      else if (seq !== before + 1) outOfOrder += 1
      numbers.add(seq)
      last.set(chatId, Math.max(before, seq))
    },
    fetched(chatId, lastSeq) {
      known.set(chatId, lastSeq)
      last.set(chatId, Math.max(last.get(chatId) ?? 0, lastSeq))
    },
    lastOf: (chatId) => last.get(chatId) ?? 0,
    has: (lastSeqs) => missing(lastSeqs).length === 0,
    missing,
    faults: (lastSeqs) => ({ gaps: missing(lastSeqs).length, doubles, 'out of order': outOfOrder }),
    delivered: () => delivered,
  }
}
