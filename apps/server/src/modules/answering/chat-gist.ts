import { sentences } from '../../platform/text/index.ts'
import type { Turn } from './responder.ts'

/** What is left of turns that no longer fit: facts the visitor gave, word by word, and what it was about. */
export type Gist = { facts: string[]; about: string }

const factMaxLength = 160
const factsMaxLength = 2000
const aboutMaxLength = 1200
const askedMaxLength = 100

const months =
  'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม'

/** What makes a sentence of a visitor worth keeping: a number of something, an address, a date, a name, a place to deliver. */
const factSigns: readonly RegExp[] = [
  /[\w.+-]{1,64}@[\w-]+\.\w+/,
  /[\d\u0E50-\u0E59]/,
  new RegExp(`\\b(?:${months})`, 'i'),
  /\b(?:my name is|i am called|call me|this is|my (?:address|email|e-mail|phone|number|order|size|allerg\w+|budget|birthday|company|shop) )/i,
  /\b(?:i live in|i am in|i'm in|deliver(?:ed)? to|ship(?:ped)? to|allergic to|i prefer|i need|i ordered|i bought)\b/i,
  /(?:ชื่อ|ที่อยู่|เบอร์|อีเมล|เลขที่|หมายเลข|ออเดอร์|คำสั่งซื้อ|พัสดุ|ไซส์|ขนาด|แพ้|งบ|อยู่ที่|ส่งไปที่|ส่งที่|สั่งซื้อ|ซื้อไป|วันเกิด|บริษัท)/,
]

/** Sentences in which a visitor gave a fact, as they wrote them. */
export const factsIn = (turns: readonly Turn[]): string[] =>
  turns
    .filter(({ author }) => author === 'visitor')
    .flatMap(({ text }) => sentences(text))
    .filter((sentence) => factSigns.some((sign) => sign.test(sentence)) && !/^[^\d@]{0,40}\?$/.test(sentence))
    .map((sentence) => clip(sentence, factMaxLength))

/** By rules alone: the facts, and the beginnings of what was asked. */
export function foldByRules(before: Gist | null, turns: readonly Turn[]): Gist {
  const asked = turns
    .filter(({ author }) => author === 'visitor')
    .map(({ text }) => `- ${clip(text.replace(/\s+/g, ' ').trim(), askedMaxLength)}`)
  const about = [before?.about ?? '', ...asked].filter(Boolean).join('\n')
  return { facts: withFacts(before, turns), about: newestLines(about, aboutMaxLength) }
}

/** With a summary that a model wrote; facts stay as the visitor wrote them, whatever the model made of them. */
export const foldWith = (summary: string, before: Gist | null, turns: readonly Turn[]): Gist => ({
  facts: withFacts(before, turns),
  about: clip(summary.trim(), aboutMaxLength),
})

/** The gist as the model reads it. */
export const gistText = ({ facts, about }: Gist): string =>
  [
    ...(facts.length > 0
      ? [`What the visitor told earlier, in their own words:\n${facts.map((fact) => `- ${fact}`).join('\n')}`]
      : []),
    ...(about ? [`What it was about before:\n${about}`] : []),
  ].join('\n\n')

/** Each once; where they are too many, the oldest go. */
function withFacts(before: Gist | null, turns: readonly Turn[]): string[] {
  const all = [...new Set([...(before?.facts ?? []), ...factsIn(turns)])]
  let length = all.reduce((sum, fact) => sum + fact.length, 0)
  while (length > factsMaxLength) length -= all.shift()?.length ?? length
  return all
}

function newestLines(text: string, maxLength: number): string {
  const lines = text.split('\n')
  while (lines.length > 1 && lines.join('\n').length > maxLength) lines.shift()
  return clip(lines.join('\n'), maxLength)
}

const clip = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
