/** Passkeys belong to a name: on a bare address, or without HTTPS, browsers have none. */
export const canUsePasskeys = (): boolean =>
  globalThis.isSecureContext &&
  typeof globalThis.PublicKeyCredential === 'function' &&
  !/^(\d+\.){3}\d+$|^\[/.test(location.hostname)

/** Whether the browser offers passkeys while somebody fills in a field. */
export const canOfferPasskeys = async (): Promise<boolean> =>
  canUsePasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false)

/** Somebody closed the browser's own dialog, or another one took its place: nothing to complain about. */
export const isGivenUp = (error: unknown): boolean =>
  error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)
