import { normalise } from '../../platform/text/index.ts'

/** So many letters of the instructions in a row are no accident. */
const tellingRun = 26
const gram = 12
const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const letters = (text: string): string => normalise(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
const reversed = (text: string): string => [...text].reverse().join('')
const rot13 = (text: string): string =>
  text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97))
const withoutLeet = (text: string): string =>
  letters(normalise(text).replace(/[013457@$!]/g, (sign) => leet[sign] ?? sign))

/** The same text in each way that hides it from a plain comparison and not from a reader. */
const readings = (text: string): string[] => {
  const plain = letters(text)
  const decoded = decodedRuns(text).map(letters)
  return [
    plain,
    reversed(plain),
    rot13(plain),
    reversed(rot13(plain)),
    withoutLeet(text),
    firstLetters(text),
    ...decoded,
  ]
}

/** An acrostic: the first letter of each word. */
const firstLetters = (text: string): string => letters((text.match(/(?<![\p{L}\p{M}])\p{L}/gu) ?? []).join(''))

/** What long runs mean as base64, hexadecimal, character codes or an address's escapes. */
function decodedRuns(text: string): string[] {
  const base64 = text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []
  const hex = text.match(/(?:[0-9a-f]{2}[\s:,]?){10,}/gi) ?? []
  const codes = text.match(/(?:\d{2,3}[\s,;.]+){6,}\d{2,3}/g) ?? []
  const escaped = /%[0-9a-f]{2}/i.test(text)
    ? [text.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))]
    : []
  return [
    ...base64.map((run) => Buffer.from(run, 'base64').toString('utf8')),
    ...hex.map((run) => Buffer.from(run.replace(/[^0-9a-f]/gi, ''), 'hex').toString('utf8')),
    ...codes.map((run) => String.fromCharCode(...run.split(/\D+/).map(Number))),
    ...escaped,
  ]
}

/**
 * Finds a text that must not be told in what a model says: a mark that stands nowhere else, or a stretch of its words,
 * however they are spaced, turned or encoded.
 * @param open what may be said although it stands in the secret too: the passages and the visitor's own words.
 */
export function createLeakCheck(secret: { text: string; mark: string }, open: readonly string[]) {
  const openLetters = open.map(letters).join('\n')
  const whole = letters(secret.text)
  const mark = letters(secret.mark)
  const grams = new Set<string>()
  for (let at = 0; at + gram <= whole.length; at += 1) grams.add(whole.slice(at, at + gram))

  /** The longest stretch of a reading that stands in the secret and not in what is open. */
  function hasRun(reading: string): boolean {
    for (let at = 0; at + tellingRun <= reading.length; at += 1) {
      if (!grams.has(reading.slice(at, at + gram))) continue
      const run = reading.slice(at, at + tellingRun)
      if (whole.includes(run) && !openLetters.includes(run)) return true
    }
    return false
  }

  return {
    /** @param text one sentence with the one before it, so that nothing is told across their border. */
    leaks: (text: string): boolean => readings(text).some((reading) => reading.includes(mark) || hasRun(reading)),
  }
}
