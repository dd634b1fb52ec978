import { analyse, normalise } from '../../../platform/text/index.ts'

/** From its first figure on: a long row of figures is read once, and not from each of them. */
const number = String.raw`(?<!\d,?)\d[\d,]*(?:\.\d+)?`
const currencies: Record<string, string> = {
  บาท: 'THB',
  baht: 'THB',
  thb: 'THB',
  '฿': 'THB',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  $: 'USD',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '€': 'EUR',
  gbp: 'GBP',
  '£': 'GBP',
}
const periods: [RegExp, string][] = [
  [/^(?:minute|นาที)/, 'min'],
  [/^(?:hour|ชั่วโมง|ชม)/, 'h'],
  [/^(?:day|วัน)/, 'd'],
  [/^(?:week|สัปดาห์|อาทิตย์)/, 'wk'],
  [/^(?:month|เดือน)/, 'mo'],
  [/^(?:year|ปี)/, 'yr'],
]

const after = new RegExp(`(${number})\\s*(บาท|baht|thb|usd|eur|gbp|dollars?|euros?|[฿$€£])`, 'g')
const before = new RegExp(`([฿$€£])\\s*(${number})`, 'g')
const percent = new RegExp(`(${number})\\s*(?:%|percent|per cent|เปอร์เซ็นต์)`, 'g')
const period = new RegExp(
  `(${number})(?:\\s*(?:-|to|ถึง)\\s*(${number}))?\\s*(?:business |working )?(minute|hour|day|week|month|year|นาที|ชั่วโมง|ชม|วัน|สัปดาห์|อาทิตย์|เดือน|ปี)`,
  'g',
)
const clock = /(?<![\d.,:])(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|น\.)|(?<![\d.,:])(\d{1,2}):(\d{2})(?![\d:])/g

/** The prices, shares, durations and times that a text states, each once and in one spelling: '50 THB', '3-5 d', '09:00'. */
export function amountsOf(text: string): string[] {
  const plain = normalise(text)
  const found = new Set<string>()
  for (const [, value, unit] of plain.matchAll(after)) found.add(`${plainNumber(value)} ${currencies[unit ?? '']}`)
  for (const [, unit, value] of plain.matchAll(before)) found.add(`${plainNumber(value)} ${currencies[unit ?? '']}`)
  for (const [, value] of plain.matchAll(percent)) found.add(`${plainNumber(value)} %`)
  for (const [, from, to, word] of plain.matchAll(period)) {
    const unit = periods.find(([pattern]) => pattern.test(word ?? ''))?.[1]
    found.add(`${plainNumber(from)}${to ? `-${plainNumber(to)}` : ''} ${unit}`)
  }
  for (const match of plain.matchAll(clock)) found.add(timeOf(match))
  return [...found].sort().slice(0, 100)
}

const plainNumber = (digits = '') => String(Number(digits.replaceAll(',', '')))

function timeOf([, hour12, minute12, mark, hour24, minute24]: RegExpMatchArray): string {
  const hour = Number(hour12 ?? hour24)
  const shift = mark === 'pm' && hour < 12 ? 12 : mark === 'am' && hour === 12 ? -12 : 0
  return `${String(hour + shift).padStart(2, '0')}:${minute12 ?? minute24 ?? '00'}`
}

const unitOf = (amount: string) => amount.split(' ')[1] ?? 'time'

/**
 * What each of two texts states and the other does not, of the kinds that both state: null where they do not contradict
 * each other. One that only says more ('50 baht', and '50 baht, express 100 baht') does not.
 */
export function contradiction(ours: string[], theirs: string[]): { ours: string[]; theirs: string[] } | null {
  const found = { ours: [] as string[], theirs: [] as string[] }
  for (const unit of new Set(ours.map(unitOf))) {
    const onlyOurs = ours.filter((one) => unitOf(one) === unit && !theirs.includes(one))
    const onlyTheirs = theirs.filter((one) => unitOf(one) === unit && !ours.includes(one))
    if (onlyOurs.length === 0 || onlyTheirs.length === 0) continue
    found.ours.push(...onlyOurs)
    found.theirs.push(...onlyTheirs)
  }
  return found.ours.length > 0 ? found : null
}

const longestTopic = 300

/** Who asks how much something is, asks for its price. */
const meaning = (concept: string) => (concept === '?amount' ? 'price' : concept)
const onlyAsks = (concept: string | undefined) => concept === 'price' || concept?.startsWith('?')

/**
 * What a question or heading is about: its words in one order, and of those that only ask what they mean. 'How much is
 * shipping?' and 'Shipping: what does it cost' are one topic. Other meanings are too wide: primary and secondary school
 * are both about children, and their fees do not contradict each other. '' when it says too little to be compared.
 */
export function topicOf(title: string): string {
  const words = analyse(title)
    .filter(({ kind }) => kind !== 'stop')
    .map(({ word, concepts }) => (concepts.length === 1 && onlyAsks(concepts[0]) ? `#${meaning(concepts[0]!)}` : word))
  const unique = [...new Set(words)].sort()
  const topic = unique.join(' ')
  return unique.length < 2 || topic.length > longestTopic ? '' : topic
}
