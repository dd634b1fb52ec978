import type { Locale } from '@minichat/contracts'
import { escaped } from '../../platform/mail/templates/escaped.ts'

export const mailPageCsp =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const gone = {
  en: { heading: 'This link does not work any more', hint: 'It has ended, or the chat is not there any more.' },
  th: { heading: 'ลิงก์นี้ใช้ไม่ได้แล้ว', hint: 'ลิงก์หมดอายุ หรือไม่มีแชทนี้แล้ว' },
} as const satisfies Record<Locale, object>

/**
 * A page that a link in a mail opens, for whoever has it: without scripts, light or dark.
 * @param content HTML below the heading.
 */
export const mailPage = (locale: Locale, heading: string, content: string, style = '') => `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(heading)}</title><style>
:root{color-scheme:light dark}
body{margin:0;padding:clamp(1rem,5vw,4rem) 1rem;font:1.0625rem/1.65 system-ui,"Noto Sans Thai","Leelawadee UI",Thonburi,sans-serif;background:Canvas;color:CanvasText}
main{max-width:32rem;margin:0 auto;overflow-wrap:anywhere}h1{font-size:1.375rem;line-height:1.35}
button{font:inherit;font-weight:600;min-height:44px;padding:.5rem 1.25rem;border:0;border-radius:8px;background:#0f766e;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid light-dark(#0f766e,#5eead4);outline-offset:3px}
${style}</style></head><body><main><h1>${escaped(heading)}</h1>
${content}
</main></body></html>
`

export const gonePage = (locale: Locale) => mailPage(locale, gone[locale].heading, `<p>${gone[locale].hint}</p>`)
