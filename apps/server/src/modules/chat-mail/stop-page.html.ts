import type { Locale } from '@minichat/contracts'
import { escaped } from '../../platform/mail/templates/escaped.ts'

const words = {
  en: {
    ask: (title: string) => `No more mails of your chat with ${title}?`,
    hint: 'Answers wait for you in the chat itself.',
    button: 'Send me no more',
    done: 'You get no more mails of this chat.',
    gone: 'This link does not work any more',
    goneHint: 'The chat is not there any more.',
  },
  th: {
    ask: (title: string) => `ไม่รับอีเมลจากแชทกับ ${title} อีกใช่ไหม`,
    hint: 'คำตอบยังรอคุณอยู่ในแชท',
    button: 'ไม่ต้องส่งอีเมลอีก',
    done: 'คุณจะไม่ได้รับอีเมลจากแชทนี้อีก',
    gone: 'ลิงก์นี้ใช้ไม่ได้แล้ว',
    goneHint: 'ไม่มีแชทนี้แล้ว',
  },
} as const satisfies Record<Locale, object>

export const stopPageCsp =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** @param chat null: a friendly page that says that it is gone. */
export function stopPage(chat: { title: string; locale: Locale } | null, locale: Locale, isDone: boolean): string {
  const said = words[locale]
  const heading = !chat ? said.gone : isDone ? said.done : said.ask(chat.title)
  const rest =
    chat && !isDone
      ? `<p>${said.hint}</p><form method="post"><button>${said.button}</button></form>`
      : `<p>${chat ? said.hint : said.goneHint}</p>`
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(heading)}</title><style>
body{margin:0;padding:clamp(1rem,5vw,4rem) 1rem;font:1.0625rem/1.65 system-ui,"Noto Sans Thai","Leelawadee UI",Thonburi,sans-serif;background:Canvas;color:CanvasText}
main{max-width:32rem;margin:0 auto;overflow-wrap:anywhere}h1{font-size:1.375rem;line-height:1.35}
button{font:inherit;font-weight:600;min-height:44px;padding:.5rem 1.25rem;border:0;border-radius:8px;background:#0f766e;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid light-dark(#0f766e,#5eead4);outline-offset:3px}
</style></head><body><main><h1>${escaped(heading)}</h1>
${rest}
</main></body></html>
`
}
