const endMark = Buffer.from('PK\x05\x06', 'latin1')
const directoryMark = Buffer.from('PK\x01\x02', 'latin1')
const endBytes = 22
const commentMaxBytes = 0xffff

/** The record at the end of an archive, as it stands there. */
export type ZipEnd = {
  at: number
  disks: number
  entries: number
  directoryBytes: number
  directoryAt: number
  commentBytes: number
}

/** Finds an archive wherever readers of archives would: they look from the end, whatever stands before and behind it. */
export function findZipEnd(bytes: Buffer): ZipEnd | undefined {
  const earliest = Math.max(0, bytes.length - 2 * commentMaxBytes - endBytes)
  let at = bytes.lastIndexOf(endMark)
  while (at >= earliest && at >= 0) {
    const end = at + endBytes <= bytes.length ? readEnd(bytes, at) : undefined
    if (end && hasDirectory(bytes, end)) return end
    at = at === 0 ? -1 : bytes.lastIndexOf(endMark, at - 1)
  }
  return undefined
}

const readEnd = (bytes: Buffer, at: number): ZipEnd => ({
  at,
  disks: bytes.readUInt16LE(at + 4) + bytes.readUInt16LE(at + 6),
  entries: bytes.readUInt16LE(at + 10),
  directoryBytes: bytes.readUInt32LE(at + 12),
  directoryAt: bytes.readUInt32LE(at + 16),
  commentBytes: bytes.readUInt16LE(at + 20),
})

/** Where something stands before the archive, its own numbers are too small: both places are looked at. */
function hasDirectory(bytes: Buffer, { at, directoryBytes, directoryAt }: ZipEnd): boolean {
  return [at - directoryBytes, directoryAt].some(
    (place) => place >= 0 && place < at && bytes.subarray(place, place + 4).equals(directoryMark),
  )
}
