import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const count = 10
const length = 10
/** Without what is easily misread: 0 and o, 1, i and l. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz'

/** Ten new codes for people to keep, with what is stored of them: one salt, and a hash of each. */
export async function newBackupCodes(): Promise<{ codes: string[]; salt: Buffer; hashes: Buffer[] }> {
  const codes = Array.from({ length: count }, newCode)
  const salt = randomBytes(16)
  const hashes = await Promise.all(codes.map((code) => hashOfBackupCode(code, salt)))
  return { codes: codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`), salt, hashes }
}

/** Slow, and off the event loop. @param code without hyphen, in any case. */
export const hashOfBackupCode = (code: string, salt: Buffer) => derive(code.toLowerCase(), salt, 32)

function newCode(): string {
  let code = ''
  while (code.length < length) {
    // Bytes past the last whole round would make the first letters likelier.
    for (const byte of randomBytes(length)) {
      if (byte < 256 - (256 % letters.length)) code += letters[byte % letters.length]
    }
  }
  return code.slice(0, length)
}
