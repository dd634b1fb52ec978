import { expect, test } from 'vitest'
import { filledIn } from './canned-text.ts'

const names = { visitor: 'สมชาย', member: 'Mali', workspace: 'Mali Ceramics' }

test('names stand where their places were, what is unknown stays', () => {
  expect(filledIn('สวัสดีค่ะคุณ{{visitor.name}} {{ member.name }} from {{workspace.name}}', names)).toBe(
    'สวัสดีค่ะคุณสมชาย Mali from Mali Ceramics',
  )
  expect(filledIn('{{order.id}} {{visitor.name', names)).toBe('{{order.id}} {{visitor.name')
})

test('where there is no name, nothing is left of its place', () => {
  expect(filledIn('Hello {{visitor.name}}, how are you?', { ...names, visitor: '' })).toBe('Hello, how are you?')
})

test('a name is taken letter by letter', () => {
  expect(filledIn('Hi {{visitor.name}}', { ...names, visitor: '$& {{member.name}}' })).toBe('Hi $& {{member.name}}')
})
