import type { FoundMessage } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { excerptOf, findWanted, hashOf, type Stretch, type Wanted, wantedIn } from '../../platform/text/index.ts'
import { type FactFilter, fulfils, termsOfFilter } from './facts.ts'
import { type FoundRow, findByTerms, numbersOfLabel, readFound } from './find-messages.store.ts'
import { lastNumber, numberAt, numberOfCursor } from './numbers.ts'

/** What a page reads at most. Beyond it, the page is shorter and the next one goes on from there. */
const maxProbes = 5000
const roundsAtMost = 3
/** Labels are looked up for what holds the terms, as they come and go with the chat: so many at once. */
const labelledAmong = 500
/** More lists than these find little less. */
const termsAtMost = 8

type MessageSearch = FactFilter & {
  q: string
  labelId?: string
  unfinished: boolean
  from?: string
  until?: string
  cursor?: string
  limit: number
}

type Hit = FoundRow & { stretches: Stretch[] }

/** Messages that hold all that is asked for, the newest first. */
export async function findMessages(
  tx: Tx,
  search: MessageSearch,
): Promise<{ hits: FoundMessage[]; nextCursor: string | null }> {
  const wanted = wantedIn(search.q, { isUnfinished: search.unfinished })
  const terms = listsOf(wanted, search)
  if (wanted.length === 0) return { hits: [], nextCursor: null }
  const hits: Hit[] = []
  let from: bigint | null = startOf(search)
  for (let round = 0; round < roundsAtMost && from !== null && hits.length <= search.limit; round += 1) {
    // One more says whether there is another page.
    const missing = search.limit + 1 - hits.length
    const found = await findByTerms(tx, {
      terms,
      from,
      downTo: search.from ? numberAt(search.from) : 0n,
      limit: search.labelId ? labelledAmong : missing,
      maxProbes,
    })
    const numbers = search.labelId ? await numbersOfLabel(tx, found.numbers, search.labelId) : found.numbers
    hits.push(...checked(await readFound(tx, numbers.slice(0, missing)), wanted, search))
    const last = numbers.length > missing ? numbers[missing - 1] : undefined
    from = last === undefined ? found.reached : BigInt(last) - 1n
  }
  const next = hits.length > search.limit ? hits[search.limit]?.number : from
  return { hits: hits.slice(0, search.limit).map(present), nextCursor: next == null ? null : String(next) }
}

/** Words before facts, so that a hit is looked for where there are fewer. */
function listsOf(wanted: readonly Wanted[], filter: FactFilter): number[] {
  const words = [...new Set(wanted.flatMap(({ terms }) => terms))].slice(0, termsAtMost)
  return [...words, ...termsOfFilter(filter)].map(hashOf)
}

function startOf({ cursor, until }: MessageSearch): bigint {
  const starts = [lastNumber]
  if (until) starts.push(numberAt(until) - 1n)
  if (cursor) starts.push(numberOfCursor(cursor))
  return starts.reduce((least, one) => (one < least ? one : least))
}

const checked = (rows: FoundRow[], wanted: Wanted[], filter: FactFilter): Hit[] =>
  rows.flatMap((row) => {
    const stretches = fulfils(row, filter) ? findWanted(row.body, wanted) : null
    return stretches ? [{ ...row, stretches }] : []
  })

const present = (hit: Hit): FoundMessage => ({
  kind: 'message',
  id: hit.id,
  chatId: hit.chatId,
  seq: hit.seq,
  author: {
    kind: hit.authorKind,
    id: hit.authorKind === 'member' ? hit.authorId : null,
    name: hit.authorName,
  },
  visitorName: hit.visitorName,
  widgetName: hit.widgetName,
  createdAt: hit.createdAt.toISOString(),
  excerpt: excerptOf(hit.body, hit.stretches),
})
