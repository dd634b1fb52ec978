import { isIP } from 'node:net'

/**
 * What counts as one caller, however it is written: an IPv6 caller has 2^64 addresses for the asking.
 * @param address Node knows none, whatever its types say, of a caller who has hung up already.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return 'gone'
  const bare = withoutPort(address).replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(bare) !== 6 || bare.includes('.')) return bare
  const [head = '', tail] = bare.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}

/** Some proxies tell the caller's port as well, which is another one for each connection. */
const withoutPort = (address: string) =>
  address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
