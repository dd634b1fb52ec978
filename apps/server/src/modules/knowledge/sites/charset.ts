const metaWithin = 2048
/** Letters and marks of Thai in TIS-620, which windows-874 contains. */
const isThaiByte = (byte: number) => (byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb)

/**
 * The text of a page, by its byte order mark, the declared charset, or what the bytes look like: many Thai pages are
 * still in TIS-620, and not all of them say so.
 */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const marked = byteOrderMark(bytes)
  if (marked) return new TextDecoder(marked).decode(bytes)
  const declared = decoderFor(charsetIn(contentType)) ?? decoderFor(metaCharset(bytes))
  if (declared && declared.encoding !== 'utf-8') return declared.decode(bytes)
  return decodeUtf8(bytes) ?? new TextDecoder(guess(bytes)).decode(bytes)
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

const charsetIn = (text: string) => /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(text)?.[1]

function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, metaWithin)).toString('latin1')
  const declared = charsetIn(/<meta[^>]+charset[^>]*>/i.exec(head)?.[0] ?? '')
  // What says so in single bytes is no UTF-16, whatever it says.
  return declared && /^utf-?16/i.test(declared) ? 'utf-8' : declared
}

function decoderFor(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  try {
    return label ? new TextDecoder(label) : undefined
  } catch {
    return undefined
  }
}

/** A character cut off at the end, as by a limit, is no reason to take it for something else. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

function guess(bytes: Uint8Array): 'windows-874' | 'windows-1252' {
  let high = 0
  let thai = 0
  let inRow = 0
  for (const byte of bytes) {
    if (byte < 0x80) {
      inRow = 0
      continue
    }
    high += 1
    inRow += 1
    // Accents of western languages stand alone; Thai letters stand together.
    if (isThaiByte(byte) && inRow > 1) thai += 1
  }
  return thai > high * 0.6 ? 'windows-874' : 'windows-1252'
}
