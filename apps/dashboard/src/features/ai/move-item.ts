/** The list with one item at another place; what stood there and after it gives way. */
export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const moved = items[from]
  if (moved === undefined) return [...items]
  const rest = items.filter((_, at) => at !== from)
  const place = Math.max(0, Math.min(to, rest.length))
  return [...rest.slice(0, place), moved, ...rest.slice(place)]
}
