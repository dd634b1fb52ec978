import { h } from './dom.ts'

/** Takes the address of who asks for a person while nobody is there. */
export function createAway(placeholder: string, onEmail: (email: string) => void) {
  const element = h('input', { class: 'field', type: 'email', placeholder })
  element.onchange = () => {
    if (element.value && element.reportValidity()) onEmail(element.value)
  }
  return element
}
