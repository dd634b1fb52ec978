import { button, h } from './dom.ts'
import { draw } from './icons.ts'
import type { texts } from './texts.ts'

type Options = {
  words: (typeof texts)['en']
  rate: (rating: number, comment?: string) => Promise<unknown>
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/** Asks how a chat was that is over; whoever has said it may say why. */
export function createRating({ words, rate, attempt }: Options) {
  const faces = (['bad', 'okay', 'good'] as const).map((face, at) =>
    button({ 'aria-label': words[face], title: words[face] }, () => void attempt(() => rate(at + 1)), draw(face)),
  )
  const comment = h('input', { class: 'field', placeholder: words.why })
  let given: number | null

  comment.onchange = () => given && void attempt(() => rate(given as number, comment.value))
  return {
    parts: [h('div', { class: 'choices' }, words.rate, ...faces), comment],
    render(rating: number | null): void {
      given = rating
      comment.hidden = !rating
      faces.map((face, at) => {
        face.className = at + 1 === rating ? 'primary' : 'plain'
        face.setAttribute('aria-pressed', String(at + 1 === rating))
      })
    },
  }
}
