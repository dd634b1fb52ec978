import { describe, expect, test } from 'vitest'
import { cpuMs } from '../../testing/cpu-time.ts'
import { analyse, detectLocale, isSlipOf, normalise, sentences, tokens } from './index.ts'

const words = (text: string) => tokens(text).map((token) => token.word)
const meaning = (text: string) =>
  analyse(text)
    .filter((unit) => unit.kind !== 'stop')
    .flatMap((unit) => (unit.concepts.length > 0 ? unit.concepts.slice(0, 1) : [unit.word]))

describe('normalise', () => {
  test('makes one form of what looks the same', () => {
    expect(normalise('ＡＢＣ１２３')).toBe('abc123')
    expect(normalise('น้ํา')).toBe(normalise('น้ำ'))
    expect(normalise('นํ้า')).toBe(normalise('น้ำ'))
    expect(normalise('เเก้ว')).toBe('แก้ว')
    expect(normalise('ท่ี')).toBe('ที่')
    expect(normalise('Cafe\u0301s')).toBe(normalise('cafés'))
    expect(normalise('cafés')).toBe('cafes')
  })

  test('drops what cannot be seen, and letters that were drawn out', () => {
    expect(normalise('แก้ว\u200Bน้ำ\uFEFF')).toBe('แก้วน้ำ')
    expect(normalise('สวยมากกกก')).toBe('สวยมาก')
    expect(normalise('sooooo')).toBe('so')
    expect(normalise('1,000,000')).toBe('1,000,000')
  })

  test('writes Thai digits as Arabic ones', () => {
    expect(normalise('ราคา ๑,๒๐๐ บาท')).toBe('ราคา 1,200 บาท')
  })
})

describe('tokens', () => {
  test('joins the forms of an English word', () => {
    expect(words('ship ships shipped shipping')).toEqual(['ship', 'ship', 'ship', 'ship'])
    expect(new Set(words('carry carries carried')).size).toBe(1)
    expect(new Set(words('price prices pricing')).size).toBe(1)
    expect(words('glass class this')).toEqual(['glass', 'class', 'this'])
    expect(words('broken broke')).toEqual(['break', 'break'])
  })

  test('cuts Thai into words, and numbers from units', () => {
    expect(words('ร้านเปิดวันไหน')).toEqual(['ร้าน', 'เปิด', 'วัน', 'ไหน'])
    expect(words('1,200บาท')).toEqual(['1200', 'บาท'])
    expect(words('5kg')).toEqual(['5', 'kg'])
  })
})

describe('analyse', () => {
  test('finds what is meant in other words, in both languages', () => {
    expect(meaning('money back')).toEqual(['refund'])
    expect(meaning('ได้เงินคืน')).toEqual(['refund'])
    expect(meaning('ค่าจัดส่ง')).toEqual(['price', 'ship'])
    expect(meaning('shipping cost')).toEqual(['price', 'ship'])
  })

  test('leaves grammar and politeness out', () => {
    expect(meaning('ได้ไหมคะ')).toEqual([])
    expect(meaning('can you please')).toEqual([])
    expect(meaning('ขอบคุณค่า')).toEqual([])
  })

  test('takes a word apart that the dictionary has joined', () => {
    expect(analyse('ทำได้').every((unit) => unit.kind !== 'content')).toBe(true)
  })

  test('reads a place as what it means for delivery', () => {
    expect(meaning('ภูเก็ต')).toEqual(['domestic'])
    expect(meaning('Germany')).toEqual(['abroad'])
    expect(analyse('Germany')[0]?.isPlace).toBe(true)
  })

  test('corrects slips of the finger in questions only', () => {
    expect(analyse('candels', { correcting: true })[0]?.concepts).toEqual(['candle'])
    expect(analyse('candels')[0]?.concepts).toEqual([])
  })

  test('gets through any text', () => {
    for (const text of [
      '',
      '   ',
      '🎉👍',
      '日本語の質問',
      'ﷺ',
      '\u0E4D\u0E32',
      'ๆๆๆๆ',
      'a'.repeat(5000),
      'ก'.repeat(3000),
    ]) {
      expect(() => analyse(text, { correcting: true })).not.toThrow()
    }
  })
})

test('a slip is one letter more, less or swapped, and does not make one word of two', () => {
  expect(isSlipOf('shiping', 'shipping')).toBe(true)
  expect(isSlipOf('recieve', 'receive')).toBe(true)
  expect(isSlipOf('horse', 'house')).toBe(false)
  expect(isSlipOf('cat', 'cut')).toBe(false)
  expect(isSlipOf('piano', 'plane')).toBe(false)
})

describe('detectLocale', () => {
  test('goes by script and words', () => {
    expect(detectLocale('ราคา?')).toBe('th')
    expect(detectLocale('ราคา iPhone 15 Pro Max')).toBe('th')
    expect(detectLocale('ส่ง EMS ไหม')).toBe('th')
    expect(detectLocale('What does สวัสดี mean?')).toBe('en')
    expect(detectLocale('How much?')).toBe('en')
  })

  test('keeps the language of the chat where there are no letters', () => {
    expect(detectLocale('???', 'th')).toBe('th')
    expect(detectLocale('555')).toBe('en')
  })
})

describe('sentences', () => {
  test.each(['!', '. ', 'a. ', '1 ', 'ก ', '"', '.".', ' '])('a long row of %j is cut in no time', (piece) => {
    const text = `${piece.repeat(20_000 / piece.length)}กx`
    const startedAt = cpuMs()
    expect(sentences(text).join('').replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''))
    expect(cpuMs() - startedAt).toBeLessThan(1000)
  })

  test('are pieces of the text, letter by letter', () => {
    const text = 'We open at 10:00. It costs 1,000.50 baht, e.g. for a cup. Really!\nYes.'
    expect(sentences(text)).toEqual(['We open at 10:00.', 'It costs 1,000.50 baht, e.g. for a cup.', 'Really!', 'Yes.'])
    for (const sentence of sentences(text)) expect(text).toContain(sentence)
  })

  test('end in Thai after a polite particle or before a word that opens a clause, not at every space', () => {
    const text = 'ค่าส่งทั่วไทย 60 บาทสำหรับพัสดุไม่เกิน 5 กก. ถ้าหนักกว่านั้น 120 บาทค่ะ สั่งครบ 1,200 บาท ส่งฟรี'
    const found = sentences(text)
    expect(found).toEqual(['ค่าส่งทั่วไทย 60 บาทสำหรับพัสดุไม่เกิน 5 กก.', 'ถ้าหนักกว่านั้น 120 บาทค่ะ', 'สั่งครบ 1,200 บาท ส่งฟรี'])
  })

  test('do not end at abbreviations, in decimals or in times', () => {
    expect(sentences('เปิด 10.00 น. ถึง 18.30 น. ทุกวัน')).toHaveLength(1)
    expect(sentences('About 3.5 kg, approx. 4 days.')).toHaveLength(1)
  })
})
