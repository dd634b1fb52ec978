import { crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive, and what is told about it where that is not the truth. */
export type ZipPart = {
  name: string
  data: Buffer | string
  isStored?: boolean
  flags?: number
  /** The file's kind and rights, as systems of Unix's kind write them. */
  mode?: number
  told?: { unpackedBytes?: number; crc?: number; localName?: string; at?: number; method?: number }
}

/** An archive byte by byte, so that it can be one that no program would write. */
export function zipOf(parts: ZipPart[], around: { before?: Buffer; after?: Buffer; comment?: string } = {}): Buffer {
  const before = around.before ?? Buffer.alloc(0)
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const { told = {}, flags = 0x800 } = part
    const data = Buffer.from(part.data)
    const packed = part.isStored ? data : deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(told.method ?? (part.isStored ? 0 : 8), 4)
    common.writeUInt32LE(told.crc ?? crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(told.unpackedBytes ?? data.length, 18)
    common.writeUInt16LE(Buffer.byteLength(part.name), 22)
    const local = Buffer.from(common)
    const localName = Buffer.from(told.localName ?? part.name)
    local.writeUInt16LE(localName.length, 22)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), local, localName, packed])
    pieces.push(entry)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6)
    rest.writeUInt32LE(told.at ?? at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, Buffer.from(part.name)]))
    at += entry.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(Buffer.byteLength(around.comment ?? ''), 20)
  return Buffer.concat([
    before,
    ...pieces,
    list,
    end,
    Buffer.from(around.comment ?? ''),
    around.after ?? Buffer.alloc(0),
  ])
}
