/** Passages that one way of searching found, the best first, and how much its word counts. */
export type RankedList = { ids: readonly string[]; weight: number }

/** How fast a place loses worth: the first counts 1 / (flatness + 1), the second 1 / (flatness + 2) … */
const flatness = 4

/** Joins lists by places alone, as scores of different kinds cannot be compared. What one list lacks stays in. */
export function fuse(lists: readonly RankedList[]): string[] {
  const scores = new Map<string, number>()
  for (const { ids, weight } of lists) {
    for (const [place, id] of ids.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + weight / (flatness + place + 1))
    }
  }
  return [...scores].sort(([idA, a], [idB, b]) => b - a || (idA < idB ? 1 : -1)).map(([id]) => id)
}
