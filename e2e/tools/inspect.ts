import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Look = { width: number; colorScheme: 'light' | 'dark' }
const looks: Look[] = [
  { width: 1440, colorScheme: 'light' },
  { width: 360, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
]

/** In dark, a narrow page is a wide one with less room: `ALL_LOOKS=true` looks at each all the same, before a release. */
const isThorough = process.env.ALL_LOOKS === 'true'
const allLooks: Look[] = [...looks, { width: 360, colorScheme: 'dark' }]

/**
 * Looks at a page wide and narrow, light and dark. Another language changes neither colours nor structure, only the
 * room that words take: a page that is not in English is looked at where there is the least of it.
 * @returns one line for each thing that is wrong.
 */
export async function inspect(page: Page, name: string): Promise<string[]> {
  const problems: string[] = []
  // Evaluated through the debugger, which a page's content policy does not bind.
  await page.evaluate(axe.source)
  const isEnglish = (await page.getAttribute('html', 'lang'))?.startsWith('en') ?? true
  const wanted = isThorough ? allLooks : isEnglish ? looks : looks.filter((one) => one.width === 360)
  for (const { width, colorScheme } of wanted) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate(settled)
    const found = await page.evaluate(findProblems, colorScheme)
    problems.push(...found.map((one) => `${name}, ${width} px, ${colorScheme}: ${one}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return problems
}

/** Colours that are on their way from one scheme to the other would be measured half-way. */
async function settled(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const roots = () => [document, document.querySelector('minichat-widget')?.shadowRoot]
  const isMoving = () => roots().some((root) => root?.getAnimations().some((one) => one instanceof CSSTransition))
  // One transition may set off the next: an inherited colour wanders down the tree.
  for (let quiet = 0, frames = 0; quiet < 2 && frames < 120; frames += 1) {
    await frame()
    quiet = isMoving() ? 0 : quiet + 1
  }
}

/** What axe finds, and whether the page scrolls sideways. */
async function findProblems(colorScheme: 'light' | 'dark'): Promise<string[]> {
  type Node = { target: unknown[]; failureSummary?: string }
  type Axe = { run: (options: object) => Promise<{ violations: { id: string; nodes: Node[] }[] }> }
  // In the dark a page differs by its colours only.
  const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}
  const run = (window as unknown as { axe: Axe }).axe.run
  const { violations } = await run({ ...rules, resultTypes: ['violations'], preload: false })
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`,
    ),
  )
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth > clientWidth ? [...found, `scrolls sideways by ${scrollWidth - clientWidth} px`] : found
}
