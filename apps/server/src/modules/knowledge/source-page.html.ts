import type { Locale } from '@minichat/contracts'
import type { PassageRow } from './passages.store.ts'

const words = {
  en: {
    label: 'Source of an answer',
    missingTitle: 'This source is not here any more',
    missing: 'It was changed or removed since the answer was given. Please ask in the chat again.',
    ownPage: 'Read more',
  },
  th: {
    label: 'ที่มาของคำตอบ',
    missingTitle: 'ไม่พบที่มานี้แล้ว',
    missing: 'ข้อมูลอาจถูกแก้ไขหรือลบไปหลังจากที่ตอบ ลองถามในแชตอีกครั้ง',
    ownPage: 'อ่านเพิ่มเติม',
  },
} as const satisfies Record<Locale, Record<string, string>>

type Source = Pick<PassageRow, 'title' | 'documentTitle' | 'text' | 'url'>

/** @param passage undefined: a friendly page that says so. */
export function sourcePageHtml(passage: Source | undefined, locale: Locale): string {
  const said = words[locale]
  const title = passage?.title ?? said.missingTitle
  const above = passage?.documentTitle && passage.documentTitle !== title ? passage.documentTitle : said.label
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/source/source.css">
</head>
<body>
<main>
<p class="label">${escapeHtml(above)}</p>
<h1>${escapeHtml(title)}</h1>
${passage ? textHtml(passage.text) : `<p>${escapeHtml(said.missing)}</p>`}
${passage?.url ? `<p><a href="${escapeHtml(passage.url)}" rel="noopener noreferrer">${said.ownPage}</a></p>` : ''}
</main>
</body>
</html>
`
}

const replacements: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => replacements[character] ?? '')

const isRow = (line: string): boolean => /^\|.*\|$/.test(line.trim())
const isRule = (line: string): boolean => /^\|[\s:|-]+\|$/.test(line.trim())

/** Paragraphs with their line breaks; rows of a Markdown table as a table. */
function textHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((block) => {
      const lines = block.split('\n')
      if (lines.every(isRow)) return tableHtml(lines)
      return `<p>${lines.map(escapeHtml).join('<br>\n')}</p>`
    })
    .join('\n')
}

function tableHtml(lines: string[]): string {
  const hasHead = lines[1] !== undefined && isRule(lines[1])
  const rows = lines.filter((line) => !isRule(line)).map((line, index) => rowHtml(line, hasHead && index === 0))
  return `<table>\n${rows.join('\n')}\n</table>`
}

function rowHtml(line: string, isHead: boolean): string {
  const tag = isHead ? 'th' : 'td'
  const cells = line.trim().slice(1, -1).split('|')
  return `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell.trim())}</${tag}>`).join('')}</tr>`
}

export const sourcePageStyles = `:root {
  color-scheme: light dark;
  --ink: #1c1917; --soft: #57534e; --paper: #fafaf9; --card: #fff; --line: #e7e5e4; --link: #0f766e;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #f5f5f4; --soft: #a8a29e; --paper: #1c1917; --card: #292524; --line: #44403c; --link: #5eead4; }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: clamp(1rem, 5vw, 4rem) 1rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.65 system-ui, -apple-system, "Segoe UI", "Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif;
}
main {
  max-width: 42rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 2.5rem); background: var(--card);
  border: 1px solid var(--line); border-radius: 12px; overflow-wrap: anywhere;
}
.label { margin: 0 0 .25rem; color: var(--soft); font-size: .875rem; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.35; }
p { margin: 0 0 1rem; }
p:last-child { margin-bottom: 0; }
a { color: var(--link); }
table { display: block; overflow-x: auto; border-collapse: collapse; margin: 0 0 1rem; }
th, td { padding: .4rem .75rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
`
