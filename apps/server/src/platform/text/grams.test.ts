import { expect, test } from 'vitest'
import { foldThai } from './fold-thai.ts'
import { gramsOf } from './grams.ts'
import { hashOf } from './hash.ts'

const shared = (one: string, other: string) => {
  const pieces = new Set(gramsOf(other))
  const own = [...new Set(gramsOf(one))]
  return own.filter((piece) => pieces.has(piece)).length / own.length
}

test('Thai that was cut in mid-word still shares its pieces with the whole word', () => {
  expect(shared('ขูดหินปู', 'ขูดหินปูน')).toBe(1)
  expect(shared('สระว่ายน้', 'สระว่ายน้ำเปิดกี่โมง')).toBe(1)
  expect(shared('ค่าเทอม', 'สระว่ายน้ำ')).toBe(0)
})

test('slips of spelling lose some pieces, not all', () => {
  expect(shared('vacinne', 'vaccine')).toBeGreaterThan(0.3)
  expect(shared('แบตเตอรี', 'แบตเตอรี่')).toBe(1)
  expect(shared('สิ่งปลุกสร้าง', 'สิ่งปลูกสร้าง')).toBeGreaterThan(0.6)
  expect(shared('piano', 'garage')).toBe(0)
})

test('letters that sound alike, marks and forms that look the same are one', () => {
  expect(foldThai('ไหญ่')).toBe(foldThai('ใหญ่'))
  expect(foldThai('คนพิกาน')).not.toBe(foldThai('คนพิการ'))
  expect(gramsOf('เอกสาณ')).toEqual(gramsOf('เอกสาน'))
  expect(gramsOf('๓,๙๐๐ บาท')).toEqual(gramsOf('3900 บาท'))
  expect(gramsOf('ＡＢＣＤ')).toEqual(gramsOf('abcd'))
  expect(gramsOf('น\u0E4D\u0E32แข็ง')).toEqual(gramsOf('นำแข็ง'))
})

test('words that say nothing give no pieces, in either language', () => {
  expect(gramsOf('what is the')).toEqual([])
  expect(gramsOf('ไหมคะ')).toEqual([])
})

test('gets through any text', () => {
  for (const text of ['', '   ', '🎉', '日本語の質問', '\u0E4D\u0E32', 'ๆๆ', 'a'.repeat(5000), 'ก'.repeat(3000)]) {
    expect(() => gramsOf(text)).not.toThrow()
  }
})

test('a hash stays what it is: it stands in the database', () => {
  expect([hashOf(''), hashOf('ขูด'), hashOf('^vac')]).toMatchInlineSnapshot(`
    [
      447841614,
      30125718,
      1781337059,
    ]
  `)
})
