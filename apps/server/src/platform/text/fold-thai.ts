/** Letters that sound alike, and so are taken for each other by who spells by ear: the first stands for all. */
const alike = ['สศษ', 'นณ', 'พภ', 'คฆฅ', 'ทธฑฒ', 'ดฎ', 'ตฏ', 'ถฐ', 'ลฬ', 'ยญ', 'ซฌ', 'ไใ']

const meant = new Map(alike.flatMap((letters) => [...letters].map((letter): [string, string] => [letter, letters[0]!])))
/** Tone marks, the short vowel's mark, the sign of a letter that is not spoken, and the sign of repetition. */
const marks = /[\u0E46-\u0E4E]/g

/** Normalised Thai without what slips change: marks go, and letters that sound alike are one. For comparing only. */
export const foldThai = (text: string): string =>
  text.replace(marks, '').replace(/[\u0E01-\u0E44]/g, (letter) => meant.get(letter) ?? letter)
