import { BlockList, isIP } from 'node:net'
import type { Config } from '../../config.ts'

/**
 * Whether what an address tells of whom it speaks for is believed, as Fastify asks it. The count is that of the hops from
 * here: who is connected is hop 0.
 */
export function trustOf(trustProxy: Config['trustProxy']): ((address: string, hop: number) => boolean) | false {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy
  if (trustProxy.length === 0) return false
  const known = new BlockList()
  for (const range of trustProxy) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) known.addAddress(address, family)
    else known.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    const bare = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const version = isIP(bare)
    return version !== 0 && known.check(bare, version === 6 ? 'ipv6' : 'ipv4')
  }
}
