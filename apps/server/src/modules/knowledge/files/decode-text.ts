/** What text files hold beside letters: tab, line feeds, form feed, escape. */
const isControl = (code: number): boolean => code < 32 && !(code >= 9 && code <= 13) && code !== 27

/**
 * The text of a file in the encodings that people's programs write: UTF-8, UTF-16 by its mark, and the old code pages
 * of Thai and Western systems, as spreadsheets save CSV.
 * @returns undefined when the bytes are no text.
 */
export function decodeText(bytes: Buffer): string | undefined {
  const text = decodeBy(bytes, markedEncoding(bytes) ?? 'utf-8') ?? decodeCodePage(bytes)
  return text === undefined || isBinary(text) ? undefined : text
}

function markedEncoding(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function decodeBy(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Thai letters stand side by side; the accented letters of Western texts stand alone. */
function decodeCodePage(bytes: Buffer): string | undefined {
  if (markedEncoding(bytes)) return undefined
  const runs = bytes.toString('latin1').match(/[\x80-\xff]+/g) ?? []
  const isThai = runs.every((run) => /^[\x85\x91-\x97\xa0-\xda\xdf-\xfb]+$/.test(run))
  const length = runs.reduce((sum, run) => sum + run.length, 0)
  if (isThai && length / runs.length >= 2) return decodeBy(bytes, 'windows-874')
  return length / bytes.length < 0.2 ? decodeBy(bytes, 'windows-1252') : undefined
}

function isBinary(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at))) return true
  return false
}
