import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { placeholders, snippetFor, snippetLanguages, snippets } from './snippets.ts'

const documentation = await readFile(new URL('../../../../../docs/visitor-identity.md', import.meta.url), 'utf8')

test.each(snippetLanguages)('the code in %s is that of the documentation, which is tested', (language) => {
  expect(documentation).toContain(snippets[language])
})

test.each(snippetLanguages)('in %s a key and a widget stand in place of the placeholders', (language) => {
  const code = snippetFor(language, 'the-key', 'the-widget')
  expect(code).toContain('the-key')
  expect(code).toContain('the-widget')
  for (const placeholder of Object.values(placeholders)) expect(code).not.toContain(placeholder)
  expect(snippetFor(language, undefined, undefined)).toBe(snippets[language])
})
