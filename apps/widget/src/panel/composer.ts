import type { limits } from '@minichat/contracts'
import { button, h } from './dom.ts'
import { draw } from './icons.ts'
import type { Texts } from './texts.ts'

/** Checked by its type against what the server takes: the widget carries no code of the contracts. */
const maxLength: (typeof limits)['messageMaxLength'] = 8000
const maxLines = 5

type Options = {
  words: Texts
  dateLocale: string
  onSend: (text: string) => void
  onStop: () => void
  /** The visitor is writing something new. */
  onType: () => void
}

type Editing = {
  text: string
  /** Resolves to whether it is done; the text stays to be tried again where not. */
  onSave: (text: string) => Promise<boolean>
}

/** Where the visitor writes, and changes what was written. */
export function createComposer({ words, dateLocale, onSend, onStop, onType }: Options) {
  let editing: Editing | null = null
  let isSaving = false
  let draft = ''
  let canStop = false

  const field = h('textarea', {
    rows: '1',
    dir: 'auto',
    'aria-label': words.message,
    placeholder: words.placeholder,
    enterkeyhint: 'send',
    autocomplete: 'off',
  })
  const hint = h('div', { class: 'hint', role: 'status' })
  const send = button({ class: 'send' }, () => (isStop() ? onStop() : submit()))
  const cancel = button({ class: 'link' }, () => endEditing(), words.cancel)
  const edit = h('div', { class: 'editing', hidden: true }, draw('edit', 16), h('span', {}, words.editing), cancel)
  const numbers = new Intl.NumberFormat(dateLocale)
  const isStop = () => canStop && !editing && !field.value.trim()

  function submit(): void {
    const text = field.value.trim()
    if (!text || text.length > maxLength || isSaving) return
    if (editing) return void save(editing, text)
    fill('')
    field.focus({ preventScroll: true })
    onSend(text)
  }

  async function save({ text: before, onSave }: Editing, text: string): Promise<void> {
    isSaving = true
    refresh()
    const isDone = text === before.trim() || (await onSave(text))
    isSaving = false
    if (isDone) endEditing()
    else refresh()
  }

  function endEditing(): void {
    editing = null
    edit.hidden = true
    fill(draft)
    field.focus({ preventScroll: true })
  }

  function fill(text: string): void {
    field.value = text
    refresh()
  }

  function refresh(): void {
    const over = field.value.trim().length - maxLength
    hint.textContent = over > 0 ? words.tooLong(numbers.format(over)) : ''
    send.disabled = !isStop() && (over > 0 || !field.value.trim() || isSaving)
    field.readOnly = isSaving
    showButton()
    field.style.height = 'auto'
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(field)
    const room =
      Number.parseFloat(lineHeight) * maxLines + Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom)
    field.style.height = `${Math.min(field.scrollHeight, room)}px`
    field.style.overflowY = field.scrollHeight > room + 1 ? 'auto' : 'hidden'
  }

  function showButton(): void {
    const [label, icon] = isStop()
      ? ([words.stop, 'stop'] as const)
      : editing
        ? ([words.save, 'check'] as const)
        : ([words.send, 'send'] as const)
    if (send.title === label) return
    send.title = label
    send.setAttribute('aria-label', label)
    send.replaceChildren(draw(icon))
  }

  field.addEventListener('input', () => {
    refresh()
    if (!editing && field.value.trim()) onType()
  })
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && editing && !event.isComposing) {
      event.stopPropagation()
      return endEditing()
    }
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
  showButton()
  send.disabled = true

  return {
    element: h('div', { class: 'composer' }, edit, hint, h('div', { class: 'field' }, field, send)),
    focus: () => field.focus({ preventScroll: true }),
    /** What was begun and not sent. */
    draft: () => (editing ? draft : field.value),
    fill,
    /** Changes something that was sent: in the same field, which gets its draft back afterwards. */
    edit: (begun: Editing) => {
      if (!editing) draft = field.value
      editing = begun
      edit.hidden = false
      fill(begun.text)
      field.focus({ preventScroll: true })
    },
    /** An answer is being written: with nothing typed the button stops it. */
    setStop: (isRunning: boolean) => {
      if (canStop === isRunning) return
      canStop = isRunning
      refresh()
    },
  }
}

export type Composer = ReturnType<typeof createComposer>
