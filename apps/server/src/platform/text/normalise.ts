const zeroWidth = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]|\uFE0E|\uFE0F/g
const thaiDigits = /[\u0E50-\u0E59]/g
/** Nikhahit and sara aa typed (or taken apart by NFKC) where one sara am is meant, with the tone mark on either side. */
const splitSaraAm = /([\u0E48-\u0E4B]?)\u0E4D([\u0E48-\u0E4B]?)\u0E32/g
/** A tone mark typed before the vowel it stands above. */
const toneBeforeVowel = /([\u0E48-\u0E4C])([\u0E31\u0E34-\u0E3A\u0E47])/g
const accented = /[\u00E0-\u024F]/g
const drawnOut = /(\p{L}|\p{M})\1{2,}/gu

/**
 * The form in which text is compared, never shown: one width, one case, one spelling of what looks the same on screen.
 * Lengths change, so positions in the result say nothing about the original.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(zeroWidth, '')
    .replace(splitSaraAm, '$1$2\u0E33')
    .replace(toneBeforeVowel, '$2$1')
    .replaceAll('\u0E40\u0E40', '\u0E41')
    .replace(thaiDigits, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[\u2018\u2019\u02BC\u2032`\u00B4]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toLowerCase()
    .replace(accented, (letter) => letter.normalize('NFD').replace(/[\u0300-\u036F]/g, ''))
    .replace(drawnOut, '$1')
}
