import { normalise } from '../../platform/text/index.ts'
import { englishWishes } from './person-wishes.en.ts'
import { thaiWishes } from './person-wishes.th.ts'

/** Who writes more than this tells a story; the wish, if there is one, stands in a short sentence of it. */
const maxClauses = 30
const maxClauseLength = 160
const maxParts = 40
const maxPartsOfWish = 6

/**
 * Whether somebody asks to be passed on to a person, in English or Thai. Decided here and not by a model, so that no
 * prompt can talk it away. Only sentences that are such a wish as a whole count: people are also talked about.
 */
export function asksForPerson(text: string): boolean {
  const clauses = normalise(text)
    .split(/[.!?;,:\n()"…]+/)
    .slice(0, maxClauses)
    .map((clause) =>
      clause
        .replace(/[^\p{L}\p{M}\p{N}' ]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  return clauses.some((clause) => isEnglishWish(clause) || isThaiWish(clause))
}

const isShort = (clause: string) => clause !== '' && clause.length <= maxClauseLength

const isEnglishWish = (clause: string) => isShort(clause) && englishWishes.some((wish) => wish.test(clause))

/** Thai has spaces between sentences, but within them as well: any stretch that ends like a sentence may be the wish. */
function isThaiWish(clause: string): boolean {
  if (!/[\u0E01-\u0E4E]/.test(clause)) return false
  const parts = clause.split(' ').slice(-maxParts)
  for (let from = 0; from < parts.length; from += 1) {
    for (let to = from + 1; to <= Math.min(parts.length, from + maxPartsOfWish); to += 1) {
      const stretch = parts.slice(from, to).join('')
      const isEnd = to === parts.length || sentenceEnd.test(stretch)
      if (isEnd && isShort(stretch) && thaiWishes.some((wish) => wish.test(stretch))) return true
    }
  }
  return false
}

const sentenceEnd = /(?:ค่ะ|คะ|ครับ|คับ|ค่า|จ้า|จ้ะ|นะ|หน่อย|ไหม|มั้ย|ด้วย|ที)$/
