import { type Locale, locales } from '@minichat/contracts'
import type { MailRow } from './mails.store.ts'
import { escaped } from './templates/escaped.ts'
import type { RenderedLetter } from './templates/render.ts'

type Shown = MailRow & { letter: RenderedLetter | null }

/** For developers, in English: the mails themselves are in both languages. */
export const listPage = (mails: Shown[]) =>
  page(
    'Mailbox',
    mails.length === 0
      ? '<p>Nothing has been mailed yet. Invite somebody or reset a password, and it shows here.</p>'
      : `<p class="hint">No way of sending mail is configured, so these stay here. Readable for a day.</p>
<table><thead><tr><th>When</th><th>To</th><th>Subject</th><th>Kind</th></tr></thead><tbody>
${mails.map(listRow).join('\n')}
</tbody></table>`,
  )

const listRow = ({ id, created_at, to_address, letter, template }: Shown) =>
  `<tr><td><time>${clock(created_at)}</time></td><td>${escaped(to_address)}</td>` +
  `<td><a href="/dev/mailbox/${id}">${escaped(letter?.subject ?? 'no longer readable')}</a></td><td>${template}</td></tr>`

export function mailPage({ id, to_address, created_at, template, letter }: Shown, locale: Locale): string {
  const languages = locales
    .map((one) => `<a href="?locale=${one}"${one === locale ? ' aria-current="true"' : ''}>${names[one]}</a>`)
    .join('')
  const body = letter
    ? `<h2>Text</h2><pre lang="${locale}">${linked(letter.text)}</pre>
<h2>HTML</h2><iframe sandbox title="The mail as HTML" src="/dev/mailbox/${id}/html?locale=${locale}"></iframe>`
    : '<p>It was queued more than a day ago; what it said has been dropped.</p>'
  return page(
    letter?.subject ?? 'A mail',
    `<p><a href="/dev/mailbox">← All mails</a></p>
<p class="hint">To ${escaped(to_address)} · <time>${clock(created_at)}</time> · ${template}</p>
<nav aria-label="Language">${languages}</nav>
${body}`,
  )
}

const names: Record<Locale, string> = { en: 'English', th: 'ไทย' }
const clock = (at: Date) => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(title)} · MiniChat mailbox</title><style>
body{font:16px/1.6 system-ui,'Noto Sans Thai',sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem 1rem;background:Canvas;color:CanvasText}
h1{font-size:1.5rem;line-height:1.3;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem}
.hint{opacity:.75}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #8885;vertical-align:top;overflow-wrap:anywhere}
a{color:light-dark(#0f766e,#5eead4)}nav a{display:inline-block;padding:.4rem .9rem;border:1px solid #8885;border-radius:.5rem;margin-right:.5rem}
nav a[aria-current]{background:light-dark(#0f766e,#5eead4);color:light-dark(#fff,#042f2e);border-color:transparent;text-decoration:none}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;padding:1rem;border:1px solid #8885;border-radius:.5rem;margin:0}
iframe{width:100%;height:36rem;border:1px solid #8885;border-radius:.5rem;color-scheme:light dark}
@media(max-width:40rem){thead{display:none}tr,td{display:block;border:0;padding:.1rem 0}tr{border-bottom:1px solid #8885;padding:.75rem 0}}
</style></head><body><main><h1>${escaped(title)}</h1>
${body}
</main></body></html>
`

/** Addresses stand alone in their lines; a click opens them as whoever got the mail would. */
const linked = (text: string) =>
  escaped(text).replace(/^https?:\/\/\S+$/gm, (url) => `<a href="${url}" target="_blank" rel="noopener">${url}</a>`)
