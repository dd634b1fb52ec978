import { randomFillSync } from 'node:crypto'

/** Random bytes for the next ids: asking for many at once costs little more than asking for few. */
const pool = Buffer.alloc(4096)
let used = pool.length

let lastMs = 0
let counter = 0

/**
 * A new UUIDv7: time-ordered, and rising within this process also inside one millisecond
 * (RFC 9562, 12 bits of counter; borrows from the next millisecond when those run out).
 */
export function newId(nowMs = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = takeRandom(2).readUInt16BE() & 0x7ff
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const bytes = takeRandom(16)
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The bytes belong to the caller until the next call. */
function takeRandom(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

/** The 16 bytes of an id, for keys and tokens that carry it. */
export const idToBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
export const idFromBytes = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
