import { createClient } from '../../packages/client/src/index.ts'
import type { LiveChat } from './chat-writers.ts'
import { type Follower, followAsMember, followAsVisitor } from './follower.ts'
import type { Member } from './member.ts'
import { createSeenEvents } from './seen-events.ts'

const settleLookEveryMs = 50

/**
 * Those who follow some chats live. Of ten there are six visitors by stream, one by long polling, two members by stream
 * and one by long polling; a visitor follows one chat, a member all of them.
 * @param place.known the numbers of the chats' events before they begin; `cursor` is the same for the feed.
 * @param place.skips sabotage: who comes back believes to have had so many events more.
 */
export function createAudience(
  size: number,
  place: {
    /** Each is a way of its own to the server. */
    addresses: string[]
    chats: LiveChat[]
    member: Member
    known: Map<string, number>
    cursor: string
    skips: number
  },
) {
  const { addresses, chats, member, known, cursor, skips } = place
  let resyncs = 0
  const all = Array.from({ length: size }, (_, at) => {
    const url = addresses[at % addresses.length] as string
    const chat = chats[Math.floor(at / 10) % chats.length] as LiveChat
    const seen = createSeenEvents(known)
    const { isMember, how } = kindOf(at)
    const follower: Follower = isMember
      ? followAsMember(how, member.at(url), cursor, seen, () => void (resyncs += 1))
      : followAsVisitor(how, createClient({ baseUrl: url }), { ...chat, widgetKey: member.widgetKey }, seen, skips)
    /** Of all events there are, those that this one is to get. */
    const due = (lastSeqs: Map<string, number>) =>
      isMember ? lastSeqs : new Map([[chat.id, lastSeqs.get(chat.id) ?? 0]])
    return { ...follower, due, url, name: `${isMember ? 'a member' : 'a visitor'} by ${how}` }
  })

  return {
    size,
    begin: () => all.forEach((one) => void one.follow()),
    close() {
      for (const one of all) one.close()
    },
    /** All lines by this way have just been cut. */
    lineIsCut(address: string) {
      for (const one of all) if (one.url === address) one.lineIsCut()
    },
    serverIsBack() {
      for (const one of all) one.serverIsBack()
    },
    delivered: () => all.reduce((sum, one) => sum + one.seen.delivered(), 0),
    caughtUpMs: () => all.flatMap((one) => one.caughtUpMs),
    resyncs: () => resyncs,
    /** Settles when everybody has everything, or the time is up. */
    async settle(lastSeqs: Map<string, number>, withinMs: number): Promise<void> {
      const giveUpAt = performance.now() + withinMs
      while (performance.now() < giveUpAt && !all.every((one) => one.seen.has(one.due(lastSeqs))))
        await new Promise((resolve) => setTimeout(resolve, settleLookEveryMs))
    },
    /** Who did not get what, for the first few. */
    missing: (lastSeqs: Map<string, number>, atMost = 10) =>
      all
        .flatMap((one) => one.seen.missing(one.due(lastSeqs)).map((event) => ({ ...event, name: one.name })))
        .slice(0, atMost),
    faults(lastSeqs: Map<string, number>) {
      const found = all.map((one) => one.seen.faults(one.due(lastSeqs)))
      const sum = (name: 'gaps' | 'doubles' | 'out of order') => found.reduce((total, one) => total + one[name], 0)
      return { gaps: sum('gaps'), doubles: sum('doubles'), 'out of order': sum('out of order') }
    },
  }
}

export type Audience = ReturnType<typeof createAudience>

function kindOf(at: number) {
  const place = at % 10
  if (place < 6) return { isMember: false, how: 'stream' } as const
  if (place < 7) return { isMember: false, how: 'poll' } as const
  return { isMember: true, how: place < 9 ? 'stream' : 'poll' } as const
}
