import { expect, test } from 'vitest'
import type { Text } from './text.ts'

const files = import.meta.glob<Record<string, Text<Record<string, unknown>>>>('../**/*.text.ts', { eager: true })
const texts = Object.entries(files).flatMap(([file, exported]) =>
  Object.entries(exported).map(([name, text]) => ({ name: `${file} ${name}`, text })),
)

test.each(texts)('$name says the same things in English and Thai, and says them', ({ text }) => {
  expect(Object.keys(text.th)).toEqual(Object.keys(text.en))
  for (const locale of ['en', 'th'] as const)
    for (const [key, phrase] of Object.entries(text[locale])) {
      const say = typeof phrase === 'function' ? (phrase as (...values: string[]) => string) : null
      const values = Array.from({ length: say?.length ?? 0 }, (_, index) => `{${index + 1}}`)
      const words = say ? say(...values) : phrase
      expect(words, `${locale}.${key}`).toMatch(/\S/)
      for (const value of values) expect(words, `${locale}.${key}`).toContain(value)
    }
})

test('there are dictionaries to look at', () => expect(texts.length).toBeGreaterThan(7))
