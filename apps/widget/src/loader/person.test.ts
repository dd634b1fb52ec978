import { expect, test } from 'vitest'
import { personOf } from './person.ts'

test('a user id tells who somebody is, an e-mail where there is none, and neither can be read from it', () => {
  expect(personOf({ userId: 'somchai', email: 'a@example.com' })).toBe(
    personOf({ userId: 'somchai', email: 'b@example.com' }),
  )
  expect(personOf({ userId: 1842 })).toBe(personOf({ userId: '1842' }))
  expect(personOf({ email: ' Som@Example.com ' })).toBe(personOf({ email: 'som@example.com' }))
  expect(personOf({ userId: 'somchai' })).not.toBe(personOf({ userId: 'malee' }))
  expect(personOf({ email: 'som@example.com' })).toMatch(/^[a-z\d]{1,7}$/)
})

test('who says nothing about themselves is nobody yet', () => {
  expect(personOf({ name: 'Somchai' })).toBe('')
  expect(personOf({ email: null })).toBe('')
})
