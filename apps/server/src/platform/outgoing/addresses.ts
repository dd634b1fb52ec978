import { BlockList, isIP } from 'node:net'

// One list for each family: in a common one, `::/3` would hold every IPv4 address in its mapped form.
const notPublic = { 4: new BlockList(), 6: new BlockList() }
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  notPublic[4].addSubnet(address, bits, 'ipv4')
}
// Everything outside the global unicast range, and what inside it leads elsewhere (documentation, 6to4, Teredo).
for (const [address, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  notPublic[6].addSubnet(address, bits, 'ipv6')
}

/** Whether an IP address (v4 or v6, no brackets) is reachable by anyone on the internet. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic[4].check(address, 'ipv4')
  return family === 6 && !notPublic[6].check(address, 'ipv6')
}
