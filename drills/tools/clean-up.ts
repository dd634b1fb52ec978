type Undo = () => unknown

const open = new Set<Undo>()

/**
 * Remembers how to undo something that would outlive the drill: a process, a folder, a mount.
 * @returns what undoes it now; once only.
 */
export function cleanUpLater(undo: Undo): () => Promise<void> {
  open.add(undo)
  return async () => {
    if (open.delete(undo)) await undo()
  }
}

/** Undoes what is left, the newest first, whatever fails. */
export async function cleanUp(): Promise<void> {
  for (const undo of [...open].reverse()) {
    open.delete(undo)
    await Promise.resolve()
      .then(undo)
      .catch((error: unknown) => console.error(error))
  }
}
