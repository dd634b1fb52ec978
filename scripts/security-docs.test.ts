import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const docs = fileURLToPath(new URL('../docs', import.meta.url))
const read = (page: string) => readFileSync(join(docs, page), 'utf8')

/** How many requirements of levels 1 and 2 each section of OWASP ASVS 5.0.0 has; those of level 3 come after them. */
const sections: Record<string, number[]> = {
  V1: [2, 9, 11, 3, 2],
  V2: [3, 3, 4, 1],
  V3: [0, 2, 4, 6, 5, 0, 2],
  V4: [3, 1, 2, 4],
  V5: [1, 3, 2, 3],
  V6: [3, 12, 4, 4, 5, 3, 0, 4],
  V7: [3, 4, 2, 5, 2, 2],
  V8: [2, 3, 1, 1],
  V9: [3, 4],
  V10: [2, 2, 4, 11, 5, 2, 3],
  V11: [2, 3, 3, 4, 1, 1, 0],
  V12: [3, 2, 4],
  V13: [1, 5, 2, 5],
  V14: [2, 4, 3],
  V15: [3, 3, 7, 0],
  V16: [1, 5, 4, 3, 3],
  V17: [1, 4, 2],
}

const requirements = Object.entries(sections).flatMap(([chapter, counts]) =>
  counts.flatMap((count, section) =>
    Array.from({ length: count }, (_, at) => `v5.0.0-${chapter.slice(1)}.${section + 1}.${at + 1}`),
  ),
)

const rows = read('security-asvs.md')
  .split('\n')
  .filter((line) => line.startsWith('| v5'))
  .map((line) => {
    const [number = '', level = '', about = '', outcome = '', ...more] = line.split(' | ')
    return { number: number.slice(2), level, about, outcome: outcome.replace(/ \|$/, ''), more }
  })

test.each(['security.md', 'security-asvs.md'])('what %s names is there, headings included', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, target = '']) => target)
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter((target) => !isThere(target, page))).toEqual([])
})

test('every requirement of levels 1 and 2 has one row, in order', () => {
  expect(rows.map((row) => row.number)).toEqual(requirements)
})

test('every row says what it is about, and has one outcome with what belongs to it', () => {
  const outcome = /^(?:shown: \[.+\]\(.+\)|not applicable: \S.+|\*\*gap\*\*: \S.+)/
  const wrong = rows.filter(
    (row) => !/^[12]$/.test(row.level) || row.about.trim() === '' || !outcome.test(row.outcome) || row.more.length > 0,
  )
  expect(wrong).toEqual([])
})

test('the numbers at the top are those of the rows', () => {
  const count = (start: string) => rows.filter((row) => row.outcome.startsWith(start)).length
  const [all, shown, none, gaps] = [rows.length, count('shown'), count('not applicable'), count('**gap**')]
  const said = `Of ${all}, ${shown} are shown, ${none} are not applicable, and ${gaps} are gaps.`
  expect(read('security-asvs.md')).toContain(said)
})

/** @param target a path from the page, with the anchor of a heading or without. */
function isThere(target: string, page: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? join(docs, page) : resolve(dirname(join(docs, page)), path)
  if (!existsSync(file)) return false
  return anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).includes(anchor)
}

/** As GitHub makes them of headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
