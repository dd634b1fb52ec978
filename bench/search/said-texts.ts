import { termsOfFacts } from '../../apps/server/src/modules/search/facts.ts'
import { hashOf, termsOfText } from '../../apps/server/src/platform/text/index.ts'

const english = `shipping price order refund the to is my when how much does delivery take return size color stock open hours
  discount payment card bank transfer address phone email change cancel tracking number box gift wrap japan bangkok chiang mai
  bowl cup plate vase glaze broken missing late today tomorrow week please thanks hello can you help with and for in of a`
const thai = `ค่าจัดส่ง ราคา สั่งซื้อ คืนเงิน เมื่อไหร่ เท่าไหร่ จัดส่ง กี่วัน คืนสินค้า ขนาด สี มีของไหม เปิดกี่โมง ส่วนลด ชำระเงิน บัตรเครดิต
  โอนเงิน ที่อยู่ เบอร์โทร อีเมล เปลี่ยน ยกเลิก เลขพัสดุ กล่อง ของขวัญ ห่อ ญี่ปุ่น กรุงเทพ เชียงใหม่ ชาม ถ้วย จาน แจกัน เคลือบ แตก หาย ช้า
  วันนี้ พรุ่งนี้ สัปดาห์ ขอบคุณ สวัสดี ช่วย หน่อย ครับ ค่ะ อยากทราบ ได้ไหม ต้องการ`

/** What is searched for: the first words of both languages are the common ones. */
export const searched = {
  'English, one word': 'shipping',
  'English, two words': 'shipping price',
  'Thai, one word': 'ค่าจัดส่ง',
  'Thai, two words': 'ค่าจัดส่ง ราคา',
}
/** The same for what knows no Thai. */
export const twoCommonWords = ['shipping', 'price'] as const

const differentTexts = 4000
const rareNames = 1500

function* dice(): Generator<number, never> {
  for (let state = 11; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

/** Messages of six to twelve words in two languages, few words often and many seldom, with their terms in a widget. */
export function saidTexts(widgetId: string): { body: string; terms: number[] }[] {
  const roll = dice()
  const languages = [english, thai].map((words) => words.split(/\s+/))
  const facts = termsOfFacts({ widgetId, authorKind: 'visitor', authorId: null, provider: null })
  return Array.from({ length: differentTexts }, (_, index) => {
    const words = languages[index % 2]!
    // Squared, so that the first words come often.
    const pick = () => words[Math.floor(roll.next().value ** 2 * words.length)]!
    const said = Array.from({ length: 6 + Math.floor(roll.next().value * 7) }, pick)
    said.push(`no${Math.floor(roll.next().value * rareNames)}`)
    const body = index % 2 === 0 ? said.join(' ') : said.join('')
    return { body, terms: [...new Set([...termsOfText(body), ...facts].map(hashOf))] }
  })
}
