import { type Locale, limits } from '@minichat/contracts'
import { escaped } from '../../platform/mail/templates/escaped.ts'
import { mailPage } from './mail-page.html.ts'

const words = {
  en: {
    ask: (title: string) => `How was your chat with ${title}?`,
    faces: ['Bad', 'Okay', 'Good'],
    send: 'Send',
    thanks: 'Thank you!',
    noted: 'Your rating is noted.',
    why: 'Would you like to say why?',
    told: 'The team reads what you wrote.',
    sendComment: 'Send comment',
  },
  th: {
    ask: (title: string) => `แชทกับ ${title} เป็นอย่างไรบ้าง`,
    faces: ['ไม่ดี', 'พอใช้', 'ดี'],
    send: 'ส่ง',
    thanks: 'ขอบคุณ',
    noted: 'เราบันทึกคะแนนของคุณแล้ว',
    why: 'อยากบอกเหตุผลไหม',
    told: 'ทีมงานจะได้อ่านข้อความของคุณ',
    sendComment: 'ส่งความเห็น',
  },
} as const satisfies Record<Locale, object>

type RatedChat = { title: string; locale: Locale }

const mouths = ['9 16a4 4 0 0 1 6 0', '9 15h6', '9 14a4 4 0 0 0 6 0']

const style = `.faces{display:grid;grid-template-columns:repeat(3,1fr);gap:.5rem;margin:0 0 1.25rem;padding:0;border:0}
.faces label{position:relative;display:grid;justify-items:center;gap:.25rem;padding:.875rem .25rem;border:2px solid light-dark(#cfd8dc,#4b5563);border-radius:12px;cursor:pointer}
.faces input{position:absolute;inset:0;margin:0;opacity:0;cursor:pointer}
.faces svg{width:2.5rem;height:2.5rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round}
.faces label:has(:checked){border-color:light-dark(#0f766e,#5eead4);background:light-dark(#e6f4f2,#123a37);color:light-dark(#0f5f59,#99f6e4);font-weight:600}
.faces label:has(:focus-visible){outline:3px solid light-dark(#0f766e,#5eead4);outline-offset:3px}
textarea{box-sizing:border-box;display:block;width:100%;min-height:8rem;margin:.375rem 0 1rem;padding:.625rem .75rem;font:inherit;color:inherit;background:light-dark(#fff,#1e1e1e);border:1px solid light-dark(#78909c,#9ca3af);border-radius:8px}
textarea:focus-visible{outline:3px solid light-dark(#0f766e,#5eead4);outline-offset:1px}
`

/** Asks for a rating. @param chosen the face that is chosen beforehand; undefined: none. */
export function askPage({ title, locale }: RatedChat, chosen: number | undefined): string {
  const { ask, faces, send } = words[locale]
  const face = (name: string, at: number) =>
    `<label><input type="radio" name="rating" value="${at + 1}" required${at + 1 === chosen ? ' checked' : ''}>` +
    `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0M9 10h.01M15 10h.01M${mouths[at]}"/></svg>` +
    `${name}</label>`
  const heading = ask(title)
  const form = `<form method="post"><fieldset class="faces" aria-label="${escaped(heading)}">${faces.map(face).join('')}</fieldset><button>${send}</button></form>`
  return mailPage(locale, heading, form, style)
}

/** The rating is stored; a comment may follow. */
export function commentPage({ locale }: RatedChat, rating: number): string {
  const { thanks, noted, why, sendComment } = words[locale]
  const form = `<p>${noted}</p><form method="post"><input type="hidden" name="rating" value="${rating}">
<label>${why}<textarea name="comment" required maxlength="${limits.ratingCommentMaxLength}"></textarea></label>
<button>${sendComment}</button></form>`
  return mailPage(locale, thanks, form, style)
}

export const thanksPage = ({ locale }: RatedChat): string =>
  mailPage(locale, words[locale].thanks, `<p>${words[locale].told}</p>`)
