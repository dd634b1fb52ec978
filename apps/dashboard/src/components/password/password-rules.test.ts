import { isStrongPassword } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { isHardToGuess, isTooManyBytes, keptRules, passwordRules } from './password-rules.ts'
import { estimateStrength } from './password-strength.ts'

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

test('a common password is easy to guess however it is dressed up, and so is one made of the own name', () => {
  const isHard = (password: string, known: string[] = []) => isHardToGuess(estimateStrength(password, known))
  expect(isHard('P@ssw0rd!')).toBe(false)
  expect(isHard('Qwerty123!')).toBe(false)
  expect(isHard('Jirawadee-71')).toBe(true)
  expect(isHard('Jirawadee-71', ['jirawadee@baandin.example'])).toBe(false)
  expect(isHard('Correct-Horse-7')).toBe(true)
})
