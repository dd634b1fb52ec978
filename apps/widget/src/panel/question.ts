import { button, h } from './dom.ts'

type Question = {
  text: string
  yes: string
  /** Another answer than to leave it. */
  no?: string
  isDanger?: boolean
}

/** Asks over the whole panel, and nothing else can be reached meanwhile. */
export function createQuestions(panel: HTMLElement, cancelLabel: string) {
  /** @returns null where the visitor leaves it: by the button or Esc. */
  return ({ text, yes, no, isDanger }: Question): Promise<'yes' | 'no' | null> =>
    new Promise((resolve) => {
      const before = (panel.getRootNode() as ShadowRoot).activeElement as HTMLElement | null
      const behind = [...panel.children]
      const settle = (answer: 'yes' | 'no' | null) => () => {
        node.remove()
        for (const part of behind) part.removeAttribute('inert')
        if (before?.isConnected) before.focus({ preventScroll: true })
        resolve(answer)
      }
      const words = h('p', {}, text)
      const cancel = button({ class: 'plain' }, settle(null), cancelLabel)
      const other = no ? button({ class: 'plain' }, settle('no'), no) : null
      const main = button({ class: isDanger ? 'primary stern' : 'primary' }, settle('yes'), yes)
      const box = h('div', { role: 'alertdialog', 'aria-modal': 'true', 'aria-label': text }, words)
      box.append(h('div', { class: 'choices' }, cancel, ...(other ? [other] : []), main))
      const node = h('div', { class: 'question' }, box)
      node.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        settle(null)()
      })
      for (const part of behind) part.setAttribute('inert', '')
      panel.append(node)
      ;(isDanger ? cancel : main).focus({ preventScroll: true })
    })
}

export type Ask = ReturnType<typeof createQuestions>
