import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

export type Secret = { name: string; value: string }

/** Each way in which a text may lie about: as it is, in JSON, in an address, in hexadecimal, in base64. */
function spellings({ value }: Secret): Buffer[] {
  const bytes = Buffer.from(value)
  // In base64 a text looks different by where it begins; the middle of each of the three is the same everywhere.
  const inBase64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return encoded.slice(shift === 0 ? 0 : shift + 1, -2)
  })
  const texts = [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    bytes.toString('hex'),
    ...inBase64,
  ]
  return [...new Set(texts)].filter((text) => text.length >= 8).map((text) => Buffer.from(text))
}

/** @returns `secret in place` for each place that holds a secret in the clear. */
export function secretsIn(place: string, content: Buffer, secrets: Secret[]): string[] {
  return secrets.flatMap((secret) =>
    spellings(secret).some((text) => content.includes(text)) ? [`${secret.name} in ${place}`] : [],
  )
}

/** The same for every file below a folder, but those named. */
export async function secretsInFolder(
  folder: string,
  secrets: Secret[],
  except: RegExp,
): Promise<{ files: number; hits: string[] }> {
  const hits: string[] = []
  let files = 0
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry)
    if (except.test(entry) || !(await stat(path)).isFile()) continue
    files += 1
    hits.push(...secretsIn(entry, await readFile(path), secrets))
  }
  return { files, hits }
}
