const listeners = new Set<() => void>()
/** Asked for while the page was still being fetched. */
let isWaiting = false

/** Whether the page at a path has a guide. */
export const hasGuide = (path: string) => /^\/(chats|knowledge|widget)(\/|$)/.test(path)

/** Shows the guide to the page on screen again, from its beginning. */
export function askForGuide(): void {
  isWaiting = listeners.size === 0
  for (const listener of listeners) listener()
}

/** @returns what ends the listening. */
export function onGuideAsked(listener: () => void): () => void {
  listeners.add(listener)
  if (isWaiting) listener()
  isWaiting = false
  return () => void listeners.delete(listener)
}
