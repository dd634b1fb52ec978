import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('a table is UTF-8 with its mark, quoted where it has to be, Thai intact', () => {
  expect(
    toCsv(
      ['Question', 'Count'],
      [
        ['ค่าส่ง "เท่าไหร่", คะ', 3],
        ['two\nlines', null],
      ],
    ),
  ).toBe('\ufeffQuestion,Count\r\n"ค่าส่ง ""เท่าไหร่"", คะ",3\r\n"two\nlines",\r\n')
})

test('nothing that a stranger wrote becomes a formula; numbers stay numbers', () => {
  for (const text of ['=1+1', '+1', '-1', '@cmd', '\t=1', '  =1', '\r=1'])
    expect(
      toCsv([], [[text]])
        .split('\r\n', 2)[1]
        ?.replace(/^"/, '')
        .startsWith("'") || text.includes('\r'),
    ).toBe(true)
  expect(toCsv([], [['=HYPERLINK("x")']])).toContain(`"'=HYPERLINK(""x"")"`)
  expect(toCsv([], [[-4]])).toBe('\ufeff\r\n-4\r\n')
})
