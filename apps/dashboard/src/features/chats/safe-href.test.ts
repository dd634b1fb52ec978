import { expect, test } from 'vitest'
import { safeHref } from './safe-href.ts'

test('only http, https and our own paths become links', () => {
  for (const href of ['https://example.com/a', 'http://example.com', '/source/1']) expect(safeHref(href)).toBe(href)
  for (const href of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil',
    '',
  ])
    expect(safeHref(href)).toBeNull()
})
