import { expect, test } from 'vitest'
import { personOf, subjectOf } from './person.ts'

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

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('a token tells whom it is about, in letters that can stand in a name, and no hash looks so', () => {
  const subject = (sub: unknown) => subjectOf(`${part({ alg: 'HS256' })}.${part({ sub, iat: 1 })}.c2ln`)
  expect(subject('1842')).toBe('@1842:')
  expect(subject('a:b/ÿ>?')).not.toMatch(/[/?>].|:./)
  expect(subject('สมชาย')).not.toBe(subject('สมหญิง'))
  expect(subject('สมชาย')).toBe(subject('สมชาย'))
  expect(personOf({ userId: '1842' })).not.toContain('@')
})

test('what is no token is about nobody', () => {
  for (const wrong of ['', 'x', 'a.b.c', 7, null, {}]) expect(subjectOf(wrong)).toBe('')
})
