import { expect, test } from 'vitest'
import { contrastsOf, isHexColor } from './color.ts'

test('text on a colour is the one that can be read', () => {
  expect(contrastsOf('#0f766e')).toMatchObject({ text: 'white' })
  expect(contrastsOf('#ffd500')).toMatchObject({ text: 'black' })
  expect(contrastsOf('#ffffff')).toMatchObject({ text: 'black', textRatio: 21, pageRatio: 1 })
  for (const hex of ['#000000', '#777777', '#ff0000', '#00ff00', '#1e90ff'])
    expect(contrastsOf(hex)?.textRatio).toBeGreaterThanOrEqual(4.5)
})

test('only six digits make a colour', () => {
  expect(isHexColor('#0f766e')).toBe(true)
  for (const value of ['', '#fff', 'teal', '#0f766', '#0f766eff']) expect(isHexColor(value)).toBe(false)
})
