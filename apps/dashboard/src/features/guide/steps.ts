import type { Guide } from '@minichat/contracts'
import type { guideText } from './guide.text.ts'

type Words = (typeof guideText)['en']
type StepName = { [K in keyof Words]: K extends `${infer Name}Title` ? Name : never }[keyof Words]

export type Step = {
  name: StepName
  /** What it points at. Steps whose target is not on screen are left out. */
  target: string
  /** Pressing what it points at goes on. */
  isPressed?: boolean
}

const named = (name: string) => `[data-guide="${name}"]`

export const steps: Record<Guide, Step[]> = {
  inbox: [
    { name: 'tabs', target: named('inbox-tabs') },
    { name: 'filter', target: named('inbox-filter'), isPressed: true },
    { name: 'rows', target: named('inbox-rows') },
    { name: 'answering', target: named('inbox-chat') },
    { name: 'keys', target: 'nav a[href="/search"]' },
  ],
  knowledge: [
    { name: 'sources', target: named('knowledge-tabs') },
    { name: 'questions', target: named('knowledge-add'), isPressed: true },
    { name: 'review', target: named('knowledge-review') },
    { name: 'trying', target: named('knowledge-try'), isPressed: true },
  ],
  widget: [
    { name: 'install', target: named('widget-install') },
    { name: 'origins', target: named('widget-origins') },
    { name: 'look', target: named('widget-preview') },
    { name: 'pause', target: named('widget-pause') },
  ],
}

/** The element of a step, where somebody can see it. */
export function targetOf({ target }: Step): HTMLElement | null {
  const found = document.querySelector<HTMLElement>(target)
  if (!found?.checkVisibility({ visibilityProperty: true })) return null
  // The navigation of a phone waits to the left of the screen.
  const { right, width } = found.getBoundingClientRect()
  return width > 0 && right > 0 ? found : null
}
