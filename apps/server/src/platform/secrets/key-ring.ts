/** The master keys of an installation. New texts are sealed and signed with the current one; old ones still open. */
export type KeyRing = {
  /** 32 random bytes, as are the old ones. */
  current: Buffer
  old: readonly Buffer[]
}

/** @returns null for what is not 32 bytes in base64. */
export function parseKey(text: string): Buffer | null {
  const key = Buffer.from(text, 'base64')
  return key.length === 32 ? key : null
}
