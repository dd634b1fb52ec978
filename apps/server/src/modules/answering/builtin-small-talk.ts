import { normalise } from '../../platform/text/index.ts'

export type SmallTalk = 'greeting' | 'thanks' | 'goodbye' | 'identity'

/** None of them is made of others: each way to read 'นะคะนะคะ' would be tried. */
const polite =
  '(?:ค่ะ|คะ|ครับ|คับ|ค่า|จ้า|จ้ะ|จ๊ะ|นะ|ครับผม|there|everyone|all|you|so much|very much|a lot|again|bye|มาก|มากๆ|เลย|หน่อย)'
const whole = (words: string) => new RegExp(`^(?:${words})(?:\\s*${polite})*$`)

/** Whole messages only: a question with a greeting before it is a question. */
const kinds: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'greeting',
    whole(
      'hi|hiya|hello|hey|yo|good (?:morning|afternoon|evening|day)|greetings|is (?:any(?:one|body)) (?:here|there)|สวัสดี|หวัดดี|ดี|ฮัลโหล|ฮาย|มีใครอยู่ไหม|มีใครอยู่มั้ย|แอดมิน',
    ),
  ],
  [
    'thanks',
    whole(
      '(?:ok |okay |great |perfect |cool )?(?:thanks?|thank you|thx|ty|cheers|much appreciated)(?: for (?:your|the) help)?|(?:โอเค)?ขอบคุณ|ขอบใจ|แต๊งกิ้ว|ขอบพระคุณ',
    ),
  ],
  [
    'goodbye',
    whole(
      'bye|goodbye|bye bye|see you(?: later)?|cya|have a (?:nice|good|great) (?:day|one|evening)|บาย|บายบาย|ลาก่อน|แล้วเจอกัน|ไว้เจอกัน',
    ),
  ],
  [
    'identity',
    /^(?:so |wait |hey )*(?:are (?:you|u)|r u|am i (?:talking|chatting|speaking) (?:to|with)|is this|do i (?:talk|speak) to) (?:an? |just an? |a real |real )?(?:real |live |actual )?(?:bot|robot|chatbot|machine|ai|human|person|chat bot|computer|automated|automatic)(?: assistant| being| or (?:an? )?(?:real )?(?:human|bot|robot|person|ai))?$|^who (?:are you|am i (?:talking|speaking) to)$|^what are you$/,
  ],
  [
    'identity',
    /^(?:นี่|คุณ|เธอ|อันนี้|แอดมิน)?(?:คือ|เป็น|ใช่)?\s*(?:คุยกับ|ตอบโดย)?\s*(?:บอท|บอต|โรบอท|หุ่นยนต์|ระบบอัตโนมัติ|เอไอ|ai|bot|คน|คนจริง|คนจริงๆ|มนุษย์)\s*(?:หรือ\s*(?:บอท|บอต|คน|คนจริง|เอไอ|ai|bot)|ตอบ|ปะ|ป่ะ|ใช่ไหม|ใช่มั้ย|รึเปล่า|หรือเปล่า|ไหม|มั้ย|ป่าว|เหรอ|หรอ)+(?:\s*(?:คะ|ครับ|ค่ะ|คับ))*$|^(?:คุณ)?เป็นใคร(?:คะ|ครับ)?$/,
  ],
]

/**
 * Greetings, thanks and the like, that need no knowledge; undefined for everything else. Wishes for a person: see
 * asks-for-person.ts.
 */
export function smallTalkIn(text: string): SmallTalk | undefined {
  const plain = normalise(text)
    .replace(/[^\p{L}\p{M}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return kinds.find(([, pattern]) => pattern.test(plain))?.[0]
}
