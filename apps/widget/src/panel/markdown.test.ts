import { expect, test } from 'vitest'
import { parseInline, parseMarkdown, settleEnd } from './markdown.ts'
import { safeLink, safeSource } from './safe-url.ts'

const text = (value: string) => ({ type: 'text' as const, text: value })

test('paragraphs, line breaks and emphasis', () => {
  expect(parseMarkdown('One **two** *three*\nfour\n\nFive `six`')).toEqual([
    {
      type: 'paragraph',
      parts: [
        text('One '),
        { type: 'bold', parts: [text('two')] },
        text(' '),
        { type: 'italic', parts: [text('three')] },
        { type: 'break' },
        text('four'),
      ],
    },
    { type: 'paragraph', parts: [text('Five '), { type: 'code', text: 'six' }] },
  ])
})

test('lists keep their numbers, with blank lines between items too', () => {
  expect(parseMarkdown('Do:\n3. a\n\n4. b\n- c\n* d')).toEqual([
    { type: 'paragraph', parts: [text('Do:')] },
    { type: 'list', ordered: true, start: 3, items: [[text('a')], [text('b')]] },
    { type: 'list', ordered: false, start: 1, items: [[text('c')], [text('d')]] },
  ])
})

test('headings are headings and fenced code is left alone, closed or not', () => {
  expect(parseMarkdown('## Hi\n```js\n**x**\n')).toEqual([
    { type: 'heading', parts: [text('Hi')] },
    { type: 'code', text: '**x**\n' },
  ])
})

test('stars and underscores that are no marks stay', () => {
  for (const plain of ['2 * 3 * 4', 'snake_case_name', 'a ** b', '**open', '*', '__', '****', 'x*', '[a](', '[]()']) {
    expect(parseInline(plain)).toEqual([text(plain)])
  }
})

test('marks nest', () => {
  expect(parseInline('**a *b* c**')).toEqual([
    { type: 'bold', parts: [text('a '), { type: 'italic', parts: [text('b')] }, text(' c')] },
  ])
})

test('links by name and bare addresses, without the full stop after them', () => {
  expect(parseInline('[shop](https://a.example/b_(c)) and https://a.example/x?y=1.')).toEqual([
    { type: 'link', href: 'https://a.example/b_(c)', parts: [text('shop')] },
    text(' and '),
    { type: 'link', href: 'https://a.example/x?y=1', parts: [text('https://a.example/x?y=1')] },
    text('.'),
  ])
})

test('what people write keeps its stars and gets links', () => {
  expect(parseInline('*so* https://a.example', true)).toEqual([
    text('*so* '),
    { type: 'link', href: 'https://a.example', parts: [text('https://a.example')] },
  ])
})

test('markup is text', () => {
  expect(parseInline('<img src=x onerror=alert(1)>')).toEqual([text('<img src=x onerror=alert(1)>')])
})

test('only harmless addresses are followed', () => {
  const refused = [
    'javascript:alert(1)',
    ' JaVa\tScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/x',
    'file:///etc',
    '//a',
  ]
  for (const href of refused) expect(safeLink(href)).toBeNull()
  expect(safeLink('mailto:a@b.example')).toBe('mailto:a@b.example')
  expect(safeSource('/sources/1', 'https://chat.example')).toBe('https://chat.example/sources/1')
  expect(safeSource('javascript:alert(1)', 'https://chat.example')).toBeNull()
})

test('an answer being written shows no half marks', () => {
  expect(settleEnd('See [delivery](https://sho')).toBe('See delivery')
  expect(settleEnd('See [deli')).toBe('See deli')
  expect(settleEnd('Takes **2 da')).toBe('Takes **2 da**')
  expect(settleEnd('Takes **')).toBe('Takes ')
  expect(settleEnd('**a** b\n\nTakes `1')).toBe('**a** b\n\nTakes `1')
})

test('hostile input stays fast', () => {
  const startedAt = performance.now()
  for (const piece of ['**', '*a ', '[', '[a](', '`', '_a_', 'https://', '- ', '1. ', '[a]((']) {
    parseMarkdown(piece.repeat(8000 / piece.length))
  }
  expect(performance.now() - startedAt).toBeLessThan(3000)
})

test('a table has a head, a line of dashes and rows as long as the head', () => {
  const cell = (text: string) => [{ type: 'text', text }]
  const table = { type: 'table', head: [cell('Size'), cell('Price')] }
  const rows = [
    [cell('S'), cell('1|2')],
    [cell('L'), []],
  ]
  expect(parseMarkdown('| Size | Price |\n|:--|--:|\n| S | 1\\|2 | more |\n| L |\n\nThat is all')).toEqual([
    { ...table, rows },
    { type: 'paragraph', parts: cell('That is all') },
  ])
  expect(parseMarkdown('Size | Price\n--- | ---')).toEqual([{ ...table, rows: [] }])
  expect(parseMarkdown('this | that\nand so on')[0]?.type).toBe('paragraph')
  expect(parseMarkdown('a | b\n---|---|---')[0]?.type).toBe('paragraph')
})
