import type { Locale } from '@minichat/contracts'
import type { LetterName, Letters, Said } from '../letters.ts'
import { escaped } from './escaped.ts'
import type { LetterText, LetterTexts, Link } from './letter-text.ts'
import { english } from './letters.en.ts'
import { thai } from './letters.th.ts'

export type RenderedLetter = { subject: string; text: string; html: string }

const languages: Record<Locale, LetterTexts> = { en: english, th: thai }

/** A letter as text and as HTML. Every value is a stranger's: it stands in one line, and is escaped. */
export function renderLetter<N extends LetterName>(template: N, locale: Locale, values: Letters[N]): RenderedLetter {
  const texts = languages[locale]
  const letter = texts.letters[template](inOneLine(values))
  return { subject: letter.subject, text: asText(letter, texts), html: asHtml(letter, texts, locale) }
}

/** Line breaks could end a header, and marks of direction could make a link read as another. */
function inOneLine<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? oneLine(value) : value,
  ])
  return Object.fromEntries(entries) as T
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
const linesOf = (text: string) => text.split(/\r?\n/).map(oneLine)

function asText(letter: LetterText, texts: LetterTexts): string {
  const { answerAbove, greeting, paragraphs, said = [], action, choices = [], more = [], earlier, notes = [] } = letter
  const links = [...(action ? [action] : []), ...choices, ...more]
  return [
    ...(answerAbove ? [answerAbove] : []),
    greeting,
    ...paragraphs,
    ...said.map(saidAsText),
    ...links.map(({ label, url }) => `${label.replace(/:$/, '')}:\n${webAddress(url)}`),
    ...(earlier ? [earlier.heading, ...earlier.said.map(saidAsText)] : []),
    ...notes,
    `-- \n${letter.footer ?? texts.footer}`,
  ].join('\n\n')
}

const saidAsText = ({ author, text }: Said) => [`${oneLine(author)}:`, ...linesOf(text)].join('\n')

/** No tables, no pictures, and no colours but those of the button: each mail program brings its own, light or dark. */
function asHtml(letter: LetterText, { orOpen, footer }: LetterTexts, locale: Locale): string {
  const { subject, answerAbove, greeting, paragraphs, said = [], action, choices = [], more = [] } = letter
  const { earlier, notes = [] } = letter
  const font = locale === 'th' ? "'Noto Sans Thai',Leelawadee,Thonburi,Tahoma,sans-serif" : 'Helvetica,Arial,sans-serif'
  const lineHeight = locale === 'th' ? 1.7 : 1.55
  const small = 'margin:0 0 12px;font-size:14px;opacity:.8'
  const parts = [
    ...(answerAbove ? [`<p style="${small}">${escaped(answerAbove)}</p>`] : []),
    ...[greeting, ...paragraphs].map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`),
    ...said.map((one) => saidAsHtml(one)),
    ...(action ? [button(action), `<p style="${small}">${escaped(orOpen)}<br>${link(action.url)}</p>`] : []),
    ...(choices.length > 0 ? [`<p style="margin:24px 0">${choices.map(buttonLink).join(' ')}</p>`] : []),
    ...more.map(({ label, url }) => `<p style="margin:0 0 16px">${escaped(label)}<br>${link(url)}</p>`),
    ...(earlier ? [`<p style="${small};margin-top:32px">${escaped(earlier.heading)}</p>`] : []),
    ...(earlier?.said ?? []).map((one) => saidAsHtml(one, small)),
    ...notes.map((note) => `<p style="${small}">${escaped(note)}</p>`),
    `<p style="margin:32px 0 0;font-size:13px;opacity:.7">${escaped(letter.footer ?? footer)}</p>`,
  ]
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font-family:${font};font-size:16px;line-height:${lineHeight}">
<div style="max-width:560px;margin:0 auto">
${parts.join('\n')}
</div>
</body></html>
`
}

const saidAsHtml = ({ author, text }: Said, style = 'margin:0 0 16px') =>
  `<p style="${style}"><b>${escaped(oneLine(author))}</b><br>${linesOf(text).map(escaped).join('<br>')}</p>`

const button = (action: Link) => `<p style="margin:24px 0">${buttonLink(action)}</p>`

const buttonLink = ({ label, url }: Link) =>
  `<a href="${escaped(webAddress(url))}" style="display:inline-block;margin:0 4px 8px 0;padding:12px 20px;` +
  'border-radius:8px;background:#0f766e;color:#ffffff;font-weight:600;text-decoration:none">' +
  `${escaped(label)}</a>`

const link = (url: string) =>
  `<a href="${escaped(webAddress(url))}" style="color:inherit;overflow-wrap:anywhere;word-break:break-all">${escaped(url)}</a>`

/** @throws Error for whatever is no page of the web: links are made by us. */
function webAddress(url: string): string {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '') || /\s/.test(url)) throw new Error('A link in a mail is none.')
  return url
}
