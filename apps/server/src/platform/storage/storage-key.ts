/** @throws TypeError for what could lead elsewhere: a bug, as keys are made by the server. */
export function assertKey(key: string): void {
  const isKey = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(key) && key.length <= 200
  if (!isKey) throw new TypeError(`This is no key of a stored file: ${key}`)
}
