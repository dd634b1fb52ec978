import { expect, test } from 'vitest'
import { estimateTokens, mostTokens } from './estimate-tokens.ts'

/** Counted by cl100k_base and o200k_base, the tokenizers of GPT-4 and of GPT-4o and its successors. */
const counted: [text: string, cl100k: number, o200k: number][] = [
  ['How long does shipping to Chiang Mai take, and can I pay on delivery?', 17, 16],
  [
    'We ship within two working days. Parcels in Thailand arrive after one to three days; abroad it takes about two weeks.',
    26,
    25,
  ],
  ['ส่งของไปเชียงใหม่ใช้เวลากี่วัน และเก็บเงินปลายทางได้ไหมคะ', 53, 21],
  ['เราจัดส่งภายในสองวันทำการ พัสดุในประเทศไทยถึงภายในหนึ่งถึงสามวัน ต่างประเทศใช้เวลาประมาณสองสัปดาห์', 100, 34],
  ['ราคา iPhone 15 Pro Max เท่าไหร่ ผ่อน 0% ได้ 10 เดือนไหม', 37, 24],
  ['Order 4711-0815: 1,250.00 THB (VAT 7 %), paid 2026-11-22 08:30', 35, 34],
  ['https://shop.example.com/products/celadon-mug?size=small&colour=blue#reviews', 22, 21],
  ['{"question":"How long?","answer":"Three days.","tags":["shipping","delivery"]}', 18, 19],
  ['送料はいくらですか。何日で届きますか。', 17, 14],
  ['Сколько времени занимает доставка в Чиангмай?', 21, 11],
  ['👍🏽🎉 Thanks so much!! 🙏', 16, 11],
  ['Donaudampfschifffahrtsgesellschaft supercalifragilisticexpialidocious', 23, 20],
  ['<source number="1" title="Shipping">\n  **Free** shipping above 1,000 baht.\n\n- EMS\n- Kerry\n</source>', 31, 32],
]

test.each(counted)(
  '%s is estimated between what tokenizers count, and never reserved below it',
  (text, older, newer) => {
    const estimate = estimateTokens(text)
    expect(estimate).toBeGreaterThanOrEqual(Math.floor(Math.min(older, newer) * 0.7))
    expect(estimate).toBeLessThanOrEqual(Math.ceil(Math.max(older, newer) * 1.6))
    expect(mostTokens([{ content: text }])).toBeGreaterThanOrEqual(Math.max(older, newer))
  },
)

test('nothing is no token, and half of an emoji is counted like any other text', () => {
  expect(estimateTokens('')).toBe(0)
  expect(estimateTokens('\ud83d')).toBeGreaterThan(0)
})
