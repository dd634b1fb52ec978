import { normalise, tokens } from '../../platform/text/index.ts'

/** Numbers a sentence states, in a form for comparing; the number of a list's item is none. */
export const figuresOf = (sentence: string): string[] =>
  numbersIn(sentence.replace(/^\s*(?:[-*•]\s*)?\d{1,2}[.)]\s+/, ''))

/**
 * The figures that texts hold, with the other ways to write each: 15:00 as 3 or 3:00, 150.00 as 150, a year of the
 * Buddhist Era as one of the common era.
 */
export function heldFigures(texts: readonly string[]): Set<string> {
  const held = new Set<string>()
  for (const text of texts) {
    for (const figure of numbersIn(text)) for (const form of otherForms(figure)) held.add(form)
    for (const form of halfDays(text)) held.add(form)
  }
  return held
}

const numbersIn = (text: string): string[] =>
  tokens(text)
    .filter(({ script }) => script === 'number')
    .map(({ word }) => asFigure(word))

const asFigure = (word: string): string =>
  word
    .replace(/^(\d{1,2})\.(\d{2})$/, '$1:$2')
    .replace(/^(\d{3,})\.0+$/, '$1')
    .replace(/[.,:]+$/, '')

function otherForms(figure: string): string[] {
  const time = /^(\d{1,2}):(\d{2})$/.exec(figure)
  if (time) {
    const [, hour = '', minute = ''] = time
    const twelve = Number(hour) > 12 ? String(Number(hour) - 12) : hour
    const hours = [hour, twelve]
    return [...hours.map((one) => `${one}:${minute}`), ...(minute === '00' ? hours : [])]
  }
  const year = /^\d{4}$/.test(figure) ? Number(figure) : 0
  if (year >= 2443 && year <= 2643) return [figure, String(year - 543)]
  if (year >= 1900 && year <= 2100) return [figure, String(year + 543)]
  return [figure]
}

/** '3 pm' as 15 and 15:00, and '9 am' as 9:00. */
function halfDays(text: string): string[] {
  return [...normalise(text).matchAll(/(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b/g)].flatMap(
    ([, hour, minute, half]) => {
      const twelve = Number(hour) % 12
      const of24 = half === 'p' ? twelve + 12 : twelve
      return minute && minute !== '00' ? [`${of24}:${minute}`] : [`${of24}`, `${of24}:00`, `${twelve || 12}:00`]
    },
  )
}
