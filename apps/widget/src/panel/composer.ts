import type { limits } from '@minichat/contracts'
import { button, h } from './dom.ts'
import { draw } from './icons.ts'
import type { Texts } from './texts.ts'

/** Checked by its type against what the server takes: the widget carries no code of the contracts. */
const maxLength: (typeof limits)['messageMaxLength'] = 8000
const maxLines = 5

type Options = { words: Texts; dateLocale: string; onSend: (text: string) => void }

/** Where the visitor writes. */
export function createComposer({ words, dateLocale, onSend }: Options) {
  const field = h('textarea', {
    rows: '1',
    'aria-label': words.message,
    placeholder: words.placeholder,
    enterkeyhint: 'send',
    autocomplete: 'off',
  })
  const hint = h('div', { class: 'hint', role: 'status' })
  const send = button({ class: 'send', 'aria-label': words.send, title: words.send, disabled: true }, submit)
  send.append(draw('send'))
  const numbers = new Intl.NumberFormat(dateLocale)

  function submit(): void {
    const text = field.value.trim()
    if (!text || text.length > maxLength) return
    field.value = ''
    refresh()
    field.focus({ preventScroll: true })
    onSend(text)
  }

  function refresh(): void {
    const over = field.value.trim().length - maxLength
    hint.textContent = over > 0 ? words.tooLong(numbers.format(over)) : ''
    send.disabled = over > 0 || !field.value.trim()
    field.style.height = 'auto'
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(field)
    const room =
      Number.parseFloat(lineHeight) * maxLines + Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom)
    field.style.height = `${Math.min(field.scrollHeight, room)}px`
    field.style.overflowY = field.scrollHeight > room + 1 ? 'auto' : 'hidden'
  }

  field.addEventListener('input', refresh)
  field.addEventListener('keydown', (event) => {
    // While a word is being composed Enter chooses it; 229 is how some browsers say so at its end.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    submit()
  })
  // The page's own shortcuts must not hear what is typed here.
  for (const type of ['keydown', 'keypress', 'keyup']) {
    field.addEventListener(type, (event) => {
      if ((event as KeyboardEvent).key !== 'Escape' && (event as KeyboardEvent).key !== 'Tab') event.stopPropagation()
    })
  }

  return {
    element: h('div', { class: 'composer' }, hint, h('div', { class: 'field' }, field, send)),
    focus: () => field.focus({ preventScroll: true }),
  }
}
