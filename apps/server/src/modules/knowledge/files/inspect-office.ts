import { gunzipSync } from 'node:zlib'
import { fileLimits } from './file-limits.ts'
import { tooComplex, unsafe } from './file-problem.ts'
import { type OfficeFormat, packageOf } from './office-package.ts'
import { decodeXml, parseXml } from './xml.ts'
import { readZip, unpack, type ZipEntry } from './zip.ts'

/** What is still allowed of a file; archives in it draw on the same. */
type Budget = { entries: number; bytes: number }

/**
 * Looks through all of a document, also what is never read for its text: it will be handed out again.
 * @throws FileProblem. @returns what kind of document it is.
 */
export function inspectOffice(bytes: Buffer): OfficeFormat {
  const entries = inspectArchive(bytes, { entries: fileLimits.zipEntries, bytes: fileLimits.unpackedBytes }, 0)
  return packageOf(entries).format
}

function inspectArchive(bytes: Buffer, budget: Budget, depth: number): ZipEntry[] {
  const entries = readZip(bytes)
  budget.entries -= entries.length
  if (budget.entries < 0) throw tooComplex(`This file has more than ${fileLimits.zipEntries} parts.`)
  for (const entry of entries) {
    assertRatio(entry)
    budget.bytes -= entry.unpackedBytes
    if (budget.bytes < 0) throw tooComplex('This file unpacks to more than 100 MB.')
    inspectPart(entry, unpack(entry), budget, depth)
  }
  return entries
}

function assertRatio({ packed, unpackedBytes }: ZipEntry): void {
  const isLarge = unpackedBytes > fileLimits.ratioFromBytes
  if (isLarge && unpackedBytes > packed.length * fileLimits.unpackRatio) {
    throw tooComplex('A part of this file unpacks to hundreds of times its size.')
  }
}

function inspectPart(entry: ZipEntry, bytes: Buffer, budget: Budget, depth: number): void {
  if (/\.(xml|rels)$/i.test(entry.name)) return parseXml(decodeXml(bytes), {})
  if (!isArchive(bytes)) return
  if (/\.[ew]mz$/i.test(entry.name)) return inspectPackedImage(bytes, budget)
  const mayNest = depth < fileLimits.archiveDepth && /\/embeddings\//i.test(entry.name) && isZip(bytes)
  if (!mayNest) throw unsafe('There is an archive inside of this file.')
  inspectArchive(bytes, budget, depth + 1)
}

/** Drawings of Windows are packed one by one. */
function inspectPackedImage(bytes: Buffer, budget: Budget): void {
  try {
    budget.bytes -= gunzipSync(bytes, { maxOutputLength: Math.max(1, budget.bytes) }).length
  } catch (error) {
    throw tooComplex('A picture in this file unpacks to too much, or is damaged.', error)
  }
}

const isZip = (bytes: Buffer) => startsWith(bytes, 'PK\x03\x04')
const isArchive = (bytes: Buffer) =>
  ['PK\x03\x04', 'PK\x05\x06', '7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07', '\x1f\x8b\x08', 'BZh', '\xfd7zXZ\0', 'MSCF'].some(
    (mark) => startsWith(bytes, mark),
  ) || bytes.subarray(257, 262).toString('latin1') === 'ustar'
const startsWith = (bytes: Buffer, mark: string) => bytes.subarray(0, mark.length).toString('latin1') === mark
