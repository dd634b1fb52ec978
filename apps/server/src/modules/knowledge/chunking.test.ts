import { expect, test } from 'vitest'
import { cpuMs } from '../../testing/cpu-time.ts'
import { chunkMarkdown, chunkText } from './chunking.ts'
import { indexText } from './index-text.ts'
import { sampleGuide } from './memory-corpus.fixture.ts'
import { amountsOf } from './organisation/amounts.ts'
import { textOfQuestion, unitsOfQuestion } from './question-units.ts'

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

test('a heading closed by marks is one, and one that is too long is cut', () => {
  expect(chunkMarkdown('T', '## Tea ##  \n\nHot.')).toEqual([{ title: 'Tea', text: 'Hot.' }])
  expect(chunkMarkdown('T', `# A\n\n## ${'b'.repeat(900)}\n\nHot.`)[0]?.title).toBe('b'.repeat(200))
})

test.each([
  ['spaces in a heading', `# a${' '.repeat(19_990)}x`],
  ['marks in a heading', `# a${'#'.repeat(19_990)}x`],
  ['brackets', '['.repeat(20_000)],
  ['images', '!['.repeat(10_000)],
  ['links without an end', '[a]('.repeat(5000)],
  ['stars', '**a '.repeat(5000)],
  ['headings', '# a\n'.repeat(5000)],
  ['a long heading', `# ${'Tea '.repeat(2500)}\n\n${'Hot water.\n\n'.repeat(800)}`],
  ['figures', '1'.repeat(20_000)],
  ['figures and commas', '1,'.repeat(10_000)],
])('%s: a text that is indexed with its request holds up nobody', (_, text) => {
  const startedAt = cpuMs()
  indexText('T', 'markdown', text)
  expect(cpuMs() - startedAt).toBeLessThan(4000)
})

test('figures in a long row are no burden, and amounts are read as before', () => {
  const startedAt = cpuMs()
  for (const text of ['1'.repeat(8000), '1,'.repeat(4000), '1-'.repeat(4000), '1 '.repeat(4000)]) amountsOf(text)
  expect(cpuMs() - startedAt).toBeLessThan(1000)
  expect(amountsOf('It costs 1,250.50 baht or 100-200 baht, 3-5 days, $40, a,50 baht, 10%.')).toEqual(
    ['1250.5 THB', '200 THB', '3-5 d', '40 USD', '50 THB', '10 %'].sort(),
  )
})

test.each(['มี', 'มีไ', 'ก', 'and ', 'do you ', '. ', 'but '])(
  'a long question of %j is understood in no time',
  (word) => {
    const startedAt = cpuMs()
    const text = word.repeat(8000 / word.length)
    unitsOfQuestion(text, [text])
    textOfQuestion(`และ${text}`, [text])
    expect(cpuMs() - startedAt).toBeLessThan(1500)
  },
)
