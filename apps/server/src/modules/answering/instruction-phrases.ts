import { normalise } from '../../platform/text/index.ts'

const whole =
  '(?:all |any |every |the |your |my |these |those |this |of |previous |prior |above |earlier |system |other )*'
const rules = '(?:instructions?|prompts?|rules?|guidelines?|directives?|guardrails?|restrictions?|programming|training)'

/** Phrases by which somebody tries to instruct the model; in normalised text with single spaces. */
const english: readonly RegExp[] = [
  new RegExp(`\\b(?:ignore|disregard|forget|override|bypass|skip|drop|delete|erase)\\b ${whole}${rules}`),
  new RegExp(
    `\\b(?:reveal|show|print|repeat|output|display|tell me|give me|share|send|write|translate|encode|summari[sz]e|recite|leak|dump|paste|copy)\\b.{0,40}\\b(?:system ?prompt|system message|your ${whole}${rules}|${whole}${rules} (?:above|before|you were given)|everything above|the text above|all text above)`,
  ),
  /\bwhat (?:is|are|were) (?:your|the) (?:system ?prompt|(?:system |original |initial |hidden |secret )+(?:instructions?|prompt|message))/,
  /\b(?:you are|you're|act|behave|respond|answer|pretend(?: to be| you are)?) (?:now |as |like |from now on )+.{0,40}\b(?:dan|developer mode|jailbroken|unrestricted|unfiltered|without (?:any )?(?:rules|restrictions|limits|filters))/,
  /\b(?:developer|debug|god|admin|maintenance|sudo|root) mode\b/,
  /\bdo anything now\b|\bjailbreak(?:ed|ing)?\b|\bprompt injection\b/,
  /\bnew (?:system )?(?:instructions?|prompt|rules)\s*:/,
  /(?:^|\n|\s)(?:\[|<|#+ ?|\*\*)?(?:system|assistant|developer)(?:\]|>|\*\*)?\s*(?::|\|>)/,
  /<\|?(?:im_start|im_end|endoftext|system|assistant)\|?>|\[\/?inst\]|<<\/?sys>>/,
  /\b(?:base ?64|rot13|hex|morse|reversed?|backwards)\b.{0,60}\b(?:prompt|instructions?|rules)\b/,
  /\b(?:data|text|knowledge|documents?|chats?|messages?) of (?:the )?other (?:tenants?|customers?|workspaces?|companies|users|visitors)\b/,
]

const thai: readonly RegExp[] = [
  /(?:ลืม|เพิกเฉย|ละเว้น|ไม่ต้องสนใจ|อย่าสนใจ|ไม่สนใจ|มองข้าม|ยกเลิก|ข้าม|ละทิ้ง|ฝ่าฝืน)(?:ต่อ)?(?:ทุก|ทั้งหมด|ทุกๆ)?(?:คำสั่ง|กฎ|ข้อห้าม|ข้อกำหนด|คำแนะนำ|พรอมต์|พรอมท์|prompt)/,
  /(?:แสดง|บอก|เปิดเผย|พิมพ์|ทวน|เผย|ส่ง|แปล|เขียน|ขอดู|คัดลอก|สรุป).{0,30}(?:พรอมต์|พรอมท์|prompt|คำสั่งระบบ|คำสั่งเริ่มต้น|คำสั่งของคุณ|คำสั่งทั้งหมด|คำสั่งที่ได้รับ|คำสั่งข้างต้น|ข้อความข้างต้น|ข้อความระบบ|system message)/,
  /(?:ทำตัว|แสดง|สวมบทบาท|แกล้งทำ|สมมติว่า|สมมุติว่า)(?:เป็น|ว่าเป็น|คุณเป็น).{0,40}(?:ไม่มีกฎ|ไม่มีข้อจำกัด|ไร้ข้อจำกัด|ไม่ถูกจำกัด|นักพัฒนา|ผู้พัฒนา|แฮกเกอร์)/,
  /โหมด(?:นักพัฒนา|ผู้พัฒนา|ผู้ดูแล|แอดมิน|ดีบัก|debug|developer|admin)/,
  /(?:คำสั่ง|กฎ)ใหม่\s*:/,
  /(?:ข้อมูล|แชท|ข้อความ|เอกสาร)(?:ของ)?(?:ลูกค้า|ร้าน|บริษัท|ผู้ใช้|ผู้เช่า)(?:ราย|คน|เจ้า)?อื่น/,
]

/** The words by which a text tries to instruct the model, as they are compared; null where there are none. */
export function instructionIn(text: string): string | null {
  const plain = normalise(text).replace(/[^\S\n]+/g, ' ')
  const joined = plain.replace(/\s+/g, '')
  const found =
    english.map((pattern) => pattern.exec(plain)?.[0]).find((one) => one !== undefined) ??
    thai.map((pattern) => pattern.exec(joined)?.[0] ?? pattern.exec(plain)?.[0]).find((one) => one !== undefined)
  return found?.trim().slice(0, 120) ?? null
}

/** How an answer speaks that gives away that it has instructions, in whichever words. */
const speaksOfInstructions: readonly RegExp[] = [
  /\b(?:system|developer|initial|hidden) ?(?:prompt|message|instructions?)\b/,
  /\b(?:my|secret|hidden|original) (?:own |full |complete |exact |internal )?(?:prompt|instructions|guidelines|directives)\b/,
  /\bi (?:was|am|have been|'ve been) (?:told|instructed|programmed|configured|prompted|given (?:instructions|rules))\b/,
  /\b(?:as|like) (?:an? )?(?:ai|language) (?:language )?model\b/,
  /(?:พรอมต์|พรอมท์|คำสั่งระบบ|ข้อความระบบ|คำสั่งที่ได้รับ|คำสั่งของฉัน|คำสั่งของผม|คำสั่งของดิฉัน|คำสั่งเริ่มต้น|ได้รับคำสั่งให้|ถูกสั่งให้|ถูกโปรแกรม)/,
]

/** @param known what may be said whatever it sounds like, in normalised form: the passages. */
export function tellsOfInstructions(sentence: string, known: string): boolean {
  const plain = normalise(sentence).replace(/\s+/g, ' ')
  return speaksOfInstructions.some((pattern) => {
    const found = pattern.exec(plain)?.[0]
    return found !== undefined && !known.includes(found)
  })
}
