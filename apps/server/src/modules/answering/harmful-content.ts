import { normalise } from '../../platform/text/index.ts'

export type Harm = 'self-harm' | 'minors' | 'weapons' | 'threat'

/**
 * Careful rather than complete: each pattern needs the deed and who or what it is about, so that a bath bomb, a killer
 * discount or a title that names a crime is left alone. In normalised text; Thai without spaces.
 */
const english: readonly (readonly [Harm, RegExp])[] = [
  [
    'self-harm',
    /\b(?:i|i'm|im|i am) (?:really |just |so )*(?:want|wanna|going|gonna|plan|planning|thinking (?:of|about)|need|wish|decided|about)(?: to)? (?:kill(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?) (?:myself|my self)\b/,
  ],
  [
    'self-harm',
    /\b(?:i|i'm|im|i am) (?:really |just )*(?:want(?:ing)?|wanna|going|gonna|plan(?:ning)?|thinking (?:of|about)|decided)(?: to)? (?:die\b|(?:commit(?:ting)? )?suicide|end(?:ing)? (?:my life|it all)|tak(?:e|ing) my (?:own )?life)/,
  ],
  ['self-harm', /\b(?:i am|i'm|im|feeling|i feel) suicidal\b|\b(?:don't|do not) want to (?:live|be alive) any ?more\b/],
  [
    'minors',
    /\b(?:child|children|kid|minor|underage|under-age|preteen|infant|toddler)s?(?:'s)? (?:porn\w*|sex(?:ual)? (?:video|photo|picture|content|material)s?|nudes?|erotica)\b|\bcsam\b/,
  ],
  [
    'weapons',
    /\b(?:how (?:to|do i|can i|would i)|steps to|instructions (?:for|to)|recipe for|teach me (?:how )?to|help me) (?:make|making|build|building|construct|assemble|cook|synthesi[sz]e|create)?\s*(?:an?|some|my own|the)?\s*(?:(?:pipe|nail|car|dirty|fertili[sz]er|home-?made|molotov|nuclear|improvised) )*(?:bombs?|explosives?|explosive device|grenades?|molotov cocktails?|nerve agents?|sarin|ricin|meth(?:amphetamine)?|napalm)\b/,
  ],
  [
    'threat',
    /\b(?:i will|i'll|im going to|i'm going to|i am going to|we will|we'll) (?:kill|murder|shoot|stab|beat up|burn down|bomb|hurt) (?:you|u|your (?:family|staff|shop|store|office|team)|all of you|them all|everyone there)\b/,
  ],
]

const thai: readonly (readonly [Harm, RegExp])[] = [
  ['self-harm', /(?:อยาก|คิดจะ|กำลังจะ|จะ|ตัดสินใจ|วางแผน)(?:ไป)?(?:ฆ่าตัวตาย|ทำร้ายตัวเอง|จบชีวิต(?:ตัวเอง)?|กรีดข้อมือ|ผูกคอตาย)/],
  [
    'self-harm',
    /(?:ไม่อยาก(?:มีชีวิต)?อยู่(?:อีก)?(?:ต่อไป|แล้ว)|ไม่อยากมีชีวิต|^(?:ฉัน|ผม|หนู|เรา)?อยากตาย(?:จริงๆ|แล้ว|มาก|ค่ะ|ครับ|จัง)*$)/,
  ],
  ['minors', /(?:คลิป|ภาพ|รูป|หนัง|วิดีโอ|สื่อ)(?:โป๊|ลามก|อนาจาร|เซ็กซ์|18\+)(?:ของ)?(?:เด็ก|ผู้เยาว์|เยาวชน)/],
  [
    'weapons',
    /(?:วิธี|ขั้นตอน|สูตร|สอน)(?:การ)?(?:ทำ|ประกอบ|สร้าง|ผลิต|ปรุง)(?:ระเบิด(?:แสวงเครื่อง|เวลา|ปิงปอง|ขวด|มือ|ท่อ|เพลิง|ใช้เอง|เอง|ที่บ้าน|ยังไง|อย่างไร|$)|วัตถุระเบิด|ดินระเบิด|ยาบ้า|ยาไอซ์|แก๊สพิษ|ก๊าซพิษ)/,
  ],
  [
    'threat',
    /(?:จะ|เดี๋ยว)(?:ตาม)?(?:ไป)?(?:ฆ่า|ยิง|แทง|เผา|กระทืบ|วางระเบิด)(?:มึง|แก|พวกมึง|พวกแก|คุณ|พวกคุณ|ร้านมึง|ร้านแก|ร้านคุณ|ทั้งบ้าน)/,
  ],
]

/** The kind of harm a text speaks of, or null. */
export function harmIn(text: string): Harm | null {
  const plain = normalise(text)
    .replace(/[^\p{L}\p{M}\p{N}'+ -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const joined = plain.replaceAll(' ', '')
  return (
    english.find(([, pattern]) => pattern.test(plain))?.[0] ??
    thai.find(([, pattern]) => pattern.test(joined))?.[0] ??
    null
  )
}
