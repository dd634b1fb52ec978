import { answerAbove } from '../../platform/mail/templates/answer-above.ts'

const answerAboveLines = Object.values(answerAbove)

/** How mail programs say, in English and Thai, that what follows is what was answered to. They may break it into lines. */
const attributions = [
  /^On\b.{6,300}\bwrote\s*:$/i,
  /^(?:ในวันที่|เมื่อวันที่|เมื่อ|วันที่|ใน)\s?.{4,300}(?:ได้)?เขียน(?:ว่า|ข้อความว่า)?\s*:$/,
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.{0,60}<[^<>\s]+@[^<>\s]+>\s*:?$/,
]
/** The same without a date; in one line, as it may begin with anything. */
const nameAlone = /^.{0,120}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|เขียนว่า|เขียน)\s*:$/i
const attributionLines = 4

/** Lines after which nothing is the visitor's own: Outlook, Samsung, Yahoo and their like. */
const dividers = [
  /^-{2,}\s*(?:Original Message|Original Appointment|ข้อความเดิม|ข้อความต้นฉบับ|ต้นฉบับ)\s*-{2,}$/i,
  /^-{3,}\s*(?:On|เมื่อ|ในวันที่)\b.{6,200}\s*-{3,}$/,
]
/** The block with which Outlook begins a quoted mail. */
const from = /^[*_]*(?:From|จาก)\s*[*_]*:\s*[*_]*\s*\S/i
const otherHeader = /^[*_]*(?:Sent|Date|To|Subject|Cc|ส่ง|ส่งเมื่อ|วันที่|ถึง|เรื่อง|หัวเรื่อง|ชื่อเรื่อง|สำเนา)\s*[*_]*:/i
const rule = /^_{10,}$/

const device =
  '(?:iPhone|iPad|Galaxy|Samsung|Android|Huawei|OPPO|vivo|Xiaomi|Redmi|Pixel|Outlook|Yahoo|Gmail|LINE|Proton|Mail|smartphone|mobile|phone|โทรศัพท์|มือถือ|สมาร์ทโฟน|อุปกรณ์)'
const signatures = [
  new RegExp(`^Sent (?:from|via) (?:my )?${device}.{0,40}$`, 'i'),
  new RegExp(`^ส่งจาก\\s?${device}.{0,40}$`, 'i'),
  /^(?:Get|Download|ดาวน์โหลด|รับ)\s?Outlook\s?(?:for|สำหรับ).{0,60}$/i,
]

/**
 * What somebody wrote in an answer to a mail: without what was quoted, and without a signature. Answers between quoted
 * lines stay.
 */
export function ownWords(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\ufeff]/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
  return withoutSignature(withoutQuotes(lines))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function withoutQuotes(lines: string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (isQuoted(line)) continue
    if (isDivider(lines, at)) break
    const length = attributionAt(lines, at)
    if (length === 0) {
      kept.push(line)
      continue
    }
    // With quoted lines below it, there may be answers between and after them; without, all that follows is the old mail.
    const next = lines.slice(at + length).find((one) => one.trim() !== '')
    if (next === undefined || !isQuoted(next)) break
    at += length - 1
  }
  return kept
}

const isQuoted = (line: string) => /^\s{0,3}>/.test(line)

function isDivider(lines: string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  if (answerAboveLines.includes(line) || dividers.some((one) => one.test(line))) return true
  const following = lines.slice(at + 1).filter((one) => one.trim() !== '')
  if (rule.test(line)) return from.test(following[0]?.trim() ?? '')
  return from.test(line) && following.slice(0, 3).some((one) => otherHeader.test(one.trim()))
}

/** How many lines say who wrote what follows; 0: none. */
function attributionAt(lines: string[], at: number): number {
  if (nameAlone.test(lines[at]?.trim() ?? '')) return 1
  const count = datedAt(lines, at)
  // A line of the visitor's own that begins like one, with one below it.
  return count > 1 && datedAt(lines, at + 1) > 0 ? 0 : count
}

function datedAt(lines: string[], at: number): number {
  for (let count = 1; count <= attributionLines; count += 1) {
    const part = lines.slice(at, at + count).map((line) => line.trim())
    if (part.length < count || part.includes('')) return 0
    if (attributions.some((one) => one.test(part.join(' ')))) return count
  }
  return 0
}

function withoutSignature(lines: string[]): string[] {
  const begins = lines.findIndex((line, at) => /^--\s?$/.test(line) && at > 0)
  const kept = begins === -1 ? [...lines] : lines.slice(0, begins)
  while (kept.length > 0 && isLeftOver(kept.at(-1)?.trim() ?? '')) kept.pop()
  return kept
}

const isLeftOver = (line: string) => line === '' || rule.test(line) || signatures.some((one) => one.test(line))
