import { isIP } from 'node:net'
import { z } from 'zod'

const maxHops = 5

/** TRUST_PROXY: addresses and ranges, comma separated, or a number of hops. */
export const trustProxy = z.string().transform((value, context): readonly string[] | number => {
  const parts = partsOf(value)
  const [only = ''] = parts
  const problem = parts.length === 1 && /^\d+$/.test(only) ? problemOfHops(Number(only)) : problemOfAddresses(parts)
  if (problem) context.addIssue({ code: 'custom', message: problem })
  return parts.length === 1 && /^\d+$/.test(only) ? Number(only) : parts
})

/** A list of addresses and ranges, comma separated. */
export function addressesIn(value: string, context: z.RefinementCtx): readonly string[] {
  const parts = partsOf(value)
  const problem = problemOfAddresses(parts)
  if (problem) context.addIssue({ code: 'custom', message: problem })
  return parts
}

const partsOf = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const problemOfHops = (hops: number) =>
  hops >= 1 && hops <= maxHops ? null : `must be from 1 to ${maxHops} where it is a number of proxies`

function problemOfAddresses(parts: string[]): string | null {
  const wrong = parts.find((part) => !isAddressOrRange(part))
  if (wrong !== undefined) {
    return (
      `must list addresses or ranges of proxies, such as 127.0.0.1,10.0.0.0/8, or be the number of proxies: ` +
      `${JSON.stringify(wrong)} is none of these`
    )
  }
  const everybody = parts.find((part) => part.endsWith('/0'))
  return everybody === undefined ? null : `must not trust everybody, as ${everybody} does`
}

function isAddressOrRange(part: string): boolean {
  const [address = '', bits, ...more] = part.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32))
}
