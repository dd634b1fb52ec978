const listeners = new Set<() => void>()

/** Whether the page at a path has a guide. */
export const hasGuide = (path: string) => /^\/(chats|knowledge|widget)(\/|$)/.test(path)

/** Shows the guide to the page on screen again, from its beginning. */
export function askForGuide(): void {
  for (const listener of listeners) listener()
}

/** @returns what ends the listening. */
export function onGuideAsked(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
