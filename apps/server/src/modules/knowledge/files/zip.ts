import { crc32, inflateRawSync } from 'node:zlib'
import { fileLimits } from './file-limits.ts'
import { damaged, FileProblem, tooComplex, unsafe, unsupported } from './file-problem.ts'
import { findZipEnd } from './zip-end.ts'

export type ZipEntry = { name: string; method: number; crc: number; packed: Buffer; unpackedBytes: number }

const entryMark = 0x04034b50
const directoryMark = 0x02014b50
const entryHeadBytes = 30
const directoryHeadBytes = 46
const encryptedFlag = 1
const utf8Flag = 0x800
const linkMode = 0o120000

/**
 * What is in an archive, by its directory. Stricter than programs that unpack: what two of them could read differently
 * is refused, so that nothing else is in the file than what was looked at.
 */
export function readZip(bytes: Buffer): ZipEntry[] {
  const end = findZipEnd(bytes)
  if (!end || bytes.readUInt32LE(0) !== entryMark) throw damaged('The file is not complete: its end is missing.')
  if (end.at + 22 !== bytes.length || end.directoryAt + end.directoryBytes !== end.at || end.disks !== 0) {
    throw unsafe('There is more in this file than the document. Open it and save it again.')
  }
  if (end.entries > fileLimits.zipEntries) throw tooComplex(`This file has more than ${fileLimits.zipEntries} parts.`)
  const entries: (ZipEntry & { from: number; until: number })[] = []
  let at = end.directoryAt
  for (let count = 0; count < end.entries; count++) {
    const { entry, next } = readEntry(bytes, at, end.at)
    entries.push(entry)
    at = next
  }
  if (at !== end.at) throw damaged('The list of its parts is damaged.')
  assertApart(entries)
  return entries
}

function readEntry(bytes: Buffer, at: number, end: number) {
  if (at + directoryHeadBytes > end || bytes.readUInt32LE(at) !== directoryMark) {
    throw damaged('The list of its parts is damaged.')
  }
  const flags = bytes.readUInt16LE(at + 8)
  const method = bytes.readUInt16LE(at + 10)
  const packedBytes = bytes.readUInt32LE(at + 20)
  const unpackedBytes = bytes.readUInt32LE(at + 24)
  const nameBytes = bytes.readUInt16LE(at + 28)
  const next = at + directoryHeadBytes + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  const from = bytes.readUInt32LE(at + 42)
  const rawName = bytes.subarray(at + directoryHeadBytes, at + directoryHeadBytes + nameBytes)
  if (flags & encryptedFlag) throw locked()
  if (method !== 0 && method !== 8) throw unsupported('This file is packed in a way that cannot be read here.')
  if ([packedBytes, unpackedBytes, from].includes(0xffffffff)) throw tooComplex('This file is too large to be read.')
  if (((bytes.readUInt32LE(at + 38) >>> 16) & 0o170000) === linkMode) throw unsafe('This file holds a link to another.')
  const name = nameOf(rawName, Boolean(flags & utf8Flag))
  const until = endOfData(bytes, from, rawName, packedBytes)
  const packed = bytes.subarray(until - packedBytes, until)
  return { entry: { name, method, crc: bytes.readUInt32LE(at + 16), packed, unpackedBytes, from, until }, next }
}

function endOfData(bytes: Buffer, from: number, rawName: Buffer, packedBytes: number): number {
  if (from + entryHeadBytes > bytes.length || bytes.readUInt32LE(from) !== entryMark) {
    throw damaged('A part of the file is missing.')
  }
  const nameAt = from + entryHeadBytes
  const nameBytes = bytes.readUInt16LE(from + 26)
  if (!bytes.subarray(nameAt, nameAt + nameBytes).equals(rawName)) {
    throw unsafe('A part of this file has two names. Open it and save it again.')
  }
  const until = nameAt + nameBytes + bytes.readUInt16LE(from + 28) + packedBytes
  if (until > bytes.length) throw damaged('A part of the file is missing.')
  return until
}

/** Names that would lead out of a folder, or that systems read differently. */
function nameOf(raw: Buffer, isUtf8: boolean): string {
  const name = raw.toString(isUtf8 ? 'utf8' : 'latin1')
  const isPlain =
    name.length > 0 &&
    name.length <= fileLimits.entryNameLength &&
    !/^[/\\]|^[a-z]:|[\\\p{Cc}\ufffd]/iu.test(name) &&
    !name.split('/').some((part) => part === '..' || part === '.')
  if (!isPlain) throw unsafe('A part of this file has a name that is not allowed.')
  return name
}

function assertApart(entries: (ZipEntry & { from: number; until: number })[]): void {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()))
  if (names.size !== entries.length) throw unsafe('Two parts of this file have the same name.')
  const inOrder = entries.toSorted((one, other) => one.from - other.from)
  if (inOrder[0] && inOrder[0].from !== 0) throw unsafe('There is more in this file than the document.')
  for (const [index, entry] of inOrder.entries()) {
    const before = inOrder[index - 1]
    if (before && before.until > entry.from) throw tooComplex('Parts of this file lie over each other.')
  }
}

/** @throws FileProblem when the bytes are not what the directory says. */
export function unpack({ method, packed, unpackedBytes, crc }: ZipEntry): Buffer {
  const bytes = method === 0 ? packed : inflate(packed, unpackedBytes)
  if (bytes.length !== unpackedBytes || crc32(bytes) !== crc) throw damaged('A part of the file is damaged.')
  return bytes
}

/** Zlib stops at the length that was announced: a bomb is not unpacked to see that it is one. */
function inflate(packed: Buffer, unpackedBytes: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpackedBytes) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooComplex('A part of this file unpacks to more than it says.')
    }
    throw damaged('A part of the file is damaged.', error)
  }
}

const locked = () => new FileProblem('DOCUMENT_PROTECTED', 'This file is protected by a password. Save it without one.')
