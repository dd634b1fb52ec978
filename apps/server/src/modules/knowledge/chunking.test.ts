import { expect, test } from 'vitest'
import { chunkMarkdown, chunkText } from './chunking.ts'
import { sampleGuide } from './memory-corpus.fixture.ts'

test('Markdown is cut at headings, whose path becomes the title', () => {
  const chunks = chunkMarkdown(
    'Guide',
    '# Guide\n\nWelcome to all.\n\n## Tea\n\n### Brewing\n\nUse *hot* water.\n\n## Cups\n\nBy **hand** only.',
  )
  expect(chunks).toEqual([
    { title: 'Guide', text: 'Welcome to all.' },
    { title: 'Tea › Brewing', text: 'Use hot water.' },
    { title: 'Cups', text: 'By hand only.' },
  ])
})

test('lists, links, emphasis and code keep their words and lose their marks', () => {
  const [chunk] = chunkMarkdown(
    'T',
    '- **Tea:** see [our page](https://example.com)\n- use `warm` water\n- 2 * 3 * 4 and snake_case stay',
  )
  expect(chunk?.text).toBe('Tea: see our page\nuse warm water\n2 * 3 * 4 and snake_case stay')
})

test('a heading inside a block of code is no heading', () => {
  expect(chunkMarkdown('T', '## A\n\n```\n# not a heading\n```')).toEqual([{ title: 'A', text: '# not a heading' }])
})

test('short paragraphs are joined and long ones are cut at sentences', () => {
  const chunks = chunkText('T', `Short one.\n\nShort two.\n\n${'This is a sentence of some length. '.repeat(60)}`)
  expect(chunks[0]?.text.startsWith('Short one.\n\nShort two.\n\nThis is')).toBe(true)
  expect(chunks.length).toBeGreaterThan(1)
  for (const { text } of chunks.slice(1)) {
    expect(text.length).toBeLessThanOrEqual(900)
    expect(text.endsWith('.')).toBe(true)
  }
})

test('text without any place to cut is cut all the same, in either script', () => {
  for (const text of ['x'.repeat(5000), 'ก'.repeat(5000)]) {
    const chunks = chunkText('T', text)
    expect(chunks.map((chunk) => chunk.text).join('')).toBe(text)
    expect(Math.max(...chunks.map((chunk) => chunk.text.length))).toBeLessThanOrEqual(900)
  }
})

test('passages of the sample guide are of a size to read', () => {
  for (const locale of ['en', 'th'] as const) {
    const lengths = chunkMarkdown('Care guide', sampleGuide(locale)).map((chunk) => chunk.text.length)
    expect(lengths.length).toBeGreaterThan(10)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(900)
  }
})
