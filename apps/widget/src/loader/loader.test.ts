import { expect, test } from 'vitest'
import { contrast, paletteOf } from './palette.ts'
import { pickLocale } from './script.ts'

const rgb = (css: string) => (css.match(/\d+/g) ?? []).map(Number) as [number, number, number]
const onAccent = (css: string) => (css === '#fff' ? [255, 255, 255] : [0, 0, 0]) as [number, number, number]

test('whatever the colour, texts on it and in it are readable in both schemes', () => {
  for (let step = 0; step < 216; step += 1) {
    const parts = [step % 6, Math.floor(step / 6) % 6, Math.floor(step / 36)].map((part) => part * 51)
    const hex = `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
    const palette = paletteOf(hex)
    expect(contrast(rgb(palette['--accent']), onAccent(palette['--on-accent'])), hex).toBeGreaterThanOrEqual(4.5)
    expect(contrast(rgb(palette['--accent-on-light']), [241, 243, 245]), hex).toBeGreaterThanOrEqual(4.5)
    expect(contrast(rgb(palette['--accent-on-dark']), [37, 41, 46]), hex).toBeGreaterThanOrEqual(4.5)
  }
})

test('what is no colour gives one of ours', () => {
  expect(paletteOf('url(javascript:1)')).toEqual(paletteOf('#0f766e'))
})

test('the first language that MiniChat speaks is taken', () => {
  expect(pickLocale(['', 'de-DE', 'th-TH', 'en'])).toBe('th')
  expect(pickLocale(['TH'])).toBe('th')
  expect(pickLocale(['the', 'eno', 'fr'])).toBe('en')
})
