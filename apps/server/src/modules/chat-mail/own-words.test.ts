import { expect, test } from 'vitest'
import { ownWords } from './own-words.ts'

const old = [
  '— Write your answer above this line —',
  '',
  'Hello,',
  '',
  'there is an answer to you in your chat with Mali:',
]
const quoted = old.map((line) => `> ${line}`.trimEnd())
const oldThai = ['— พิมพ์คำตอบของคุณเหนือบรรทัดนี้ —', '', 'สวัสดี', '', 'มีข้อความตอบคุณในแชทกับ มะลิ']

const answers: [string, string[]][] = [
  ['Gmail', ['On Thu, 26 Nov 2026 at 14:41, Mali Ceramics <reply+abc@chat.example> wrote:', '', ...quoted]],
  [
    'Gmail, with a line that was broken',
    [
      'On Thu, Nov 26, 2026 at 2:41 PM Mali Ceramics and all of its potters',
      '<reply+abc@chat.example> wrote:',
      '',
      ...quoted,
    ],
  ],
  ['Gmail in Thai', ['ในวันที่ พฤ. 26 พ.ย. 2026 เวลา 14:41 มะลิ <reply+abc@chat.example> เขียนว่า:', '', ...quoted]],
  ['Gmail in Thai, older', ['เมื่อ 26 พฤศจิกายน 2569 14:41, มะลิ <reply+abc@chat.example> เขียนว่า:', ...quoted]],
  [
    'Gmail in Thai, broken in two',
    ['เมื่อ พฤ. 26 พ.ย. 2026 เวลา 14:41 มะลิ เซรามิก', '<reply+abc@chat.example> เขียนว่า:', ...quoted],
  ],
  [
    'Apple Mail',
    ['', 'Sent from my iPhone', '', '> On 26 Nov 2026, at 14:41, Mali <a@b.example> wrote:', '> ', ...quoted],
  ],
  [
    'Apple Mail in Thai',
    ['', 'ส่งจาก iPhone ของฉัน', '', '> ในวันที่ 26 พ.ย. 2569 เวลา 14:41 มะลิ <a@b.example> เขียนว่า:', ...quoted],
  ],
  [
    'Outlook',
    [
      '',
      '________________________________',
      'From: Mali Ceramics <a@b.example>',
      'Sent: Thursday, November 26, 2026 2:41 PM',
      'To: som@example.com',
      'Subject: Your chat',
      '',
      ...old,
    ],
  ],
  [
    'Outlook in Thai',
    [
      '',
      '________________________________',
      'จาก: มะลิ <a@b.example>',
      'ส่ง: 26 พฤศจิกายน 2569 14:41',
      'ถึง: som@example.com',
      'เรื่อง: แชทของคุณ',
      '',
      ...oldThai,
    ],
  ],
  ['Outlook, older', ['', '-----Original Message-----', 'From: Mali', 'Sent: Thursday', '', ...old]],
  [
    'Outlook on a phone',
    [
      '',
      'Get Outlook for iOS<https://aka.ms/o0ukef>',
      '',
      'From: Mali <a@b.example>',
      'Date: Thursday',
      'Subject: Re',
      '',
      ...old,
    ],
  ],
  ['Outlook with bold headers', ['', '*From:* Mali <a@b.example>', '*Sent:* Thursday', '*To:* Som', '', ...old]],
  ['Samsung', ['', 'Sent from my Galaxy', '', '-------- Original message --------', 'From: Mali', '', ...old]],
  [
    'Samsung in Thai',
    ['', 'ส่งจากโทรศัพท์ Samsung Galaxy', '', '-------- ข้อความต้นฉบับ --------', 'จาก: มะลิ', '', ...oldThai],
  ],
  ['one that tells the date first', ['', '2026-11-26 14:41 GMT+07:00 Mali <a@b.example>:', '', ...quoted]],
  ['one that tells the name first', ['', 'มะลิ เซรามิก <a@b.example> เขียนว่า:', '', ...quoted]],
  ['one that marks nothing', ['', ...old]],
  ['one that marks nothing, in Thai', ['', ...oldThai]],
  ['one that only quotes', ['', ...quoted]],
]

test.each(answers)('of an answer by %s, the own words are left', (_program, rest) => {
  for (const own of ['Two please.\n\nAnd a lid.', 'ขอสองใบค่ะ\n\nพร้อมฝาด้วย']) {
    expect(ownWords([own, ...rest].join('\r\n'))).toBe(own)
  }
})

test('answers between and below quoted lines stay', () => {
  const mail = [
    'On Thu, 26 Nov 2026 at 14:41, Mali <a@b.example> wrote:',
    '',
    '> Blue or green?',
    'Green.',
    '> When?',
    'On Monday.',
  ]
  expect(ownWords(mail.join('\n'))).toBe('Green.\nOn Monday.')
})

test('a line that begins like the one that tells who wrote stays', () => {
  const mail = ['On Monday I come.', 'On Thu, 26 Nov 2026 at 14:41, Mali <a@b.example> wrote:', '', '> When?']
  expect(ownWords(mail.join('\n'))).toBe('On Monday I come.')
})

test('a signature is left out', () => {
  expect(ownWords('Two please.\n-- \nSomchai\nHead of tea')).toBe('Two please.')
  expect(ownWords('ขอสองใบครับ\n\nส่งจาก Outlook สำหรับ Android')).toBe('ขอสองใบครับ')
})

test.each([
  'On Monday I wrote: no.\nWhat now?',
  'From: Bangkok\nwith love',
  'It was sent from Bangkok on Monday.',
  'Sent from Bangkok.',
  'Get me a new phone',
  'ใช้ iPhone ค่ะ',
  'ส่งจากเชียงใหม่เมื่อวาน',
  'เมื่อวานเขียนถามไปแล้ว ยังไม่ได้คำตอบ',
  'The menu:\n- tea\n- coffee',
  'a > b, and 2 > 1',
])('what only looks like it stays: %j', (text) => {
  expect(ownWords(text)).toBe(text)
})

test('who only sends the old mail back says nothing', () => {
  expect(ownWords(['On Thu, 26 Nov 2026 at 14:41, Mali <a@b.example> wrote:', ...quoted].join('\n'))).toBe('')
})
