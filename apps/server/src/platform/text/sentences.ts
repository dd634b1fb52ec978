/** Dots after these end no sentence. */
const abbreviations =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nos|st|mr|mrs|ms|dr|prof|inc|ltd|co|tel|fig|min|max|hr|hrs|a\.m|p\.m|u\.s|กก|กม|ซม|มม|มล|มก|ชม|น|ต|อ|จ|ถ|ม|พ\.ศ|ค\.ศ|ฯลฯ|โทร)\.$/i
const longestAbbreviation = 12
// From the first mark of a row on: otherwise a long row would be read once for each of them.
const latinEnd = /(?<![.!?…])[.!?…]+["')\]”’]*(?=\s)|[\n\r]+/g
const longestClosing = 8
const thaiLetter = /[\u0E01-\u0E4E]/
/** A polite particle closes a Thai sentence; these words open a new one. */
const thaiClosing = /(?:ค่ะ|คะ|ครับ|นะคะ|นะครับ|จ้า|ๆ)$/
const thaiOpening =
  /^(?:ถ้า|หาก|ส่วน|แต่|เรา|ยกเว้น|เมื่อ|หลังจาก|กรณี|ทั้งนี้|นอกจาก|ไม่รวม|สำหรับ|โดย|กรุณา|รบกวน|จากนั้น|และ|ราคา|มี|ไม่)/
const shortestThai = 40
const longestThai = 220

/** Sentences of a text, each a piece of it letter by letter, without the white space around. */
export function sentences(text: string): string[] {
  const pieces: string[] = []
  let start = 0
  for (const match of text.matchAll(latinEnd)) {
    const end = match.index + match[0].length
    const isDot = match[0].startsWith('.') && match[0].length === 1
    if (
      isDot &&
      (abbreviations.test(text.slice(Math.max(start, end - longestAbbreviation), end)) ||
        !opensSentence(text.slice(end)))
    )
      continue
    pieces.push(text.slice(start, end))
    start = end
  }
  pieces.push(text.slice(start))
  return pieces
    .flatMap((piece) => (thaiLetter.test(piece) ? thaiSentences(piece.trim()) : piece.trim()))
    .filter(Boolean)
}

const opensSentence = (rest: string): boolean => /^\s*(?:["'“‘([]?[\p{Lu}\p{Lo}\d]|$)/u.test(rest)

/** Thai writes a space where a clause ends, but also around numbers, names and foreign words. */
function thaiSentences(text: string): string[] {
  const found: string[] = []
  let start = 0
  for (const match of text.matchAll(/\s+/g)) {
    const before = text.slice(start, match.index)
    const after = text.slice(match.index + match[0].length)
    const isBoundary =
      thaiClosing.test(before.slice(-longestClosing)) || (before.length >= shortestThai && thaiOpening.test(after))
    const isTooLong =
      before.length >= longestThai && thaiLetter.test(before.at(-1) ?? '') && thaiLetter.test(after[0] ?? '')
    if (!isBoundary && !isTooLong) continue
    found.push(before)
    start = match.index + match[0].length
  }
  found.push(text.slice(start))
  return found
}
