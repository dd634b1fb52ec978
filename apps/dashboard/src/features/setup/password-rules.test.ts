import { isStrongPassword } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { isTooManyBytes, keptRules, passwordRules } from './password-rules.ts'

test('the meter agrees with the rule of the server', () => {
  for (const password of [
    '',
    'short',
    'longenough',
    'Longenough',
    'Longenough1',
    'Longenough-1',
    'รหัสผ่านยาวมากA1!',
    'A1 aaaaaa',
  ])
    expect(keptRules(password).length === passwordRules.length).toBe(isStrongPassword(password))
})

test('a password that bcrypt would cut off is refused, counted in bytes', () => {
  expect(isTooManyBytes('a'.repeat(72))).toBe(false)
  expect(isTooManyBytes('ก'.repeat(25))).toBe(true)
})
