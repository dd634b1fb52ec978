import type { Message } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { startAnsweredWorkspace } from '../../testing/answered-workspace.ts'
import { type PromptSource, sourcesIn } from '../../testing/prompt-sources.ts'
import { squash } from './find-quote.ts'

/** What the workspace knows, by the question it answers. */
const knowledge: Record<string, string> = {
  'When are you open?': 'We are open every day from 10:00 to 19:00. On public holidays we close at 15:00.',
  'How long does delivery take?': 'Delivery within Thailand takes 2 to 3 days and costs 60 baht.',
  'Can I return a cup?': 'Unused cups can be returned within 14 days. The buyer pays for the way back.',
  'Are the glazes food safe?': 'All our glazes are free of lead and safe for food and the dishwasher.',
  'Do you teach pottery?': 'Pottery classes take place every Saturday at 13:00 and cost 900 baht for each person.',
  ร้านเปิดกี่โมง: 'ร้านเปิดทุกวัน เวลา 10:00 ถึง 19:00 น. วันหยุดนักขัตฤกษ์ปิดเวลา 15:00 น.',
  ส่งของใช้เวลากี่วัน: 'ส่งในประเทศใช้เวลา 2 ถึง 3 วัน ค่าส่ง 60 บาท',
  คืนแก้วได้ไหม: 'แก้วที่ยังไม่ใช้คืนได้ภายใน 14 วัน ผู้ซื้อจ่ายค่าส่งกลับ',
  เคลือบปลอดภัยกับอาหารไหม: 'เคลือบทุกสีของเราไม่มีตะกั่ว ใช้กับอาหารและเครื่องล้างจานได้',
}
const rounds = 6

/** The beginning of a source's sentence, and one that says the opposite of it with another figure. */
const honest = ({ number, text }: PromptSource) =>
  `${firstSentence(text)} [${number}: "${firstSentence(text).slice(0, 40)}"]\n`
const firstSentence = (text: string) => /^.*?(?:[.](?=\s|$)|\sน\.|$)/.exec(text)?.[0].replace(/\.$/, '').trim() ?? text

/** Sentences that nothing supports, each lying in its own way about where it comes from. */
const lies: ((source: PromptSource) => string)[] = [
  ({ number }) => `Gold plated teapots come with every order [${number}: "gold plated teapots with every order"]\n`,
  () => `Visitors may sleep in the workshop overnight [9: "sleep in the workshop"]\n`,
  ({ number, text }) => `Our founder was knighted by a king in Paris [${number}: "${text.slice(0, 30)}"]\n`,
  ({ number }) => `Pets travel for half the fare [${number}]\n`,
  () => 'Everybody gets a refund of all they ever paid.\n',
  ({ number, text }) => `${firstSentence(text).replace(/\d+/, '777')} 777 [${number}: "${text.slice(0, 30)}"]\n`,
  ({ number }) => `ทางร้านแจกทองคำแท้ให้ลูกค้าทุกคน [${number}: "แจกทองคำแท้ให้ลูกค้าทุกคน"]\n`,
  ({ number, text }) => `นายกรัฐมนตรีเป็นหุ้นส่วนใหญ่ของบริษัท [${number}: "${text.slice(0, 30)}"]\n`,
]
const lieWords = /Gold plated|sleep in|knighted|Pets travel|refund of all|777|ทองคำแท้|นายกรัฐมนตรี/

test('of a model that lies in half of its citations, visitors see only what its sources hold', async () => {
  let told = 0
  const honestTold: string[] = []
  await using given = await startAnsweredWorkspace(({ request, chunk, finish }) => {
    const sources = sourcesIn(request)
    for (const source of sources) {
      const truth = honest(source)
      const lie = lies[told % lies.length]?.(source) ?? ''
      honestTold.push(firstSentence(source.text))
      for (const sentence of told % 2 === 0 ? [truth, lie] : [lie, truth]) {
        // In pieces, as models write.
        for (let at = 0; at < sentence.length; at += 7) chunk(sentence.slice(at, at + 7))
      }
      told += 1
    }
    finish()
  })
  for (const [question, answer] of Object.entries(knowledge)) {
    await given.owner.client.request('POST /api/v1/knowledge/entries', { body: { question, answer } })
  }

  const shown: Message[] = []
  for (let round = 0; round < rounds; round += 1) {
    const visitor = await given.server.given.visitor(given.owner)
    for (const question of Object.keys(knowledge)) {
      const { seq } = await visitor.say(question)
      shown.push(await visitor.answerAfter(seq))
    }
  }

  const citations = shown.flatMap((message) => message.citations)
  expect(told).toBeGreaterThan(80)
  expect(citations.length).toBeGreaterThan(80)
  for (const message of shown) {
    expect(message.text).not.toMatch(lieWords)
    // No mark without its source, no quotation left in a mark.
    const marked = [...message.text.matchAll(/\[(\d+)[^\]]*\]/g)].map(([mark, number]) => [mark, Number(number)])
    for (const [mark, number] of marked) {
      expect(mark).toBe(`[${number}]`)
      expect(message.citations.map((citation) => citation.number)).toContain(number)
    }
  }
  const valid = citations.filter(({ title, quote }) => squash(knowledge[title] ?? '').includes(squash(quote)))
  expect(valid).toHaveLength(citations.length)
  // And the truths are not thrown out with the lies.
  const whole = shown.map(({ text }) => text).join('\n')
  const kept = honestTold.filter((sentence) => whole.includes(sentence))
  expect(kept.length / honestTold.length).toBeGreaterThan(0.95)
}, 90_000)

test('where nothing that the model says has a source, the visitor is told so and offered a person', async () => {
  await using given = await startAnsweredWorkspace(({ chunk, finish }) => {
    chunk('Yes! Our founder was knighted in Paris [1: "knighted in Paris"]. Parking is free for everybody.')
    finish()
  })
  for (const [question, sorry] of [
    ['Do you have a famous founder?', 'I could not find a reliable answer'],
    ['มีที่จอดรถไหมคะ', 'ยังไม่พบคำตอบที่ยืนยันได้'],
  ] as const) {
    const { seq } = await given.visitor.say(question)
    const answer = await given.visitor.answerAfter(seq)
    expect(answer.text).toContain(sorry)
    expect(answer.text).not.toMatch(/knighted|Parking|Yes/)
    expect(answer).toMatchObject({ citations: [], offersPerson: true })
  }
})
