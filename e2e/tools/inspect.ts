import axe from 'axe-core'
import type { Page } from 'playwright-core'

const widths = [1440, 360]
const schemes = ['light', 'dark'] as const

/**
 * Looks at a page wide and narrow, light and dark.
 * @returns one line for each thing that axe finds, and for each width at which the page scrolls sideways.
 */
export async function inspect(page: Page, name: string): Promise<string[]> {
  const problems: string[] = []
  // Evaluated through the debugger, which a page's content policy does not bind.
  await page.evaluate(axe.source)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.evaluate(settled)
      const found = await page.evaluate(findViolations)
      problems.push(...found.map((one) => `${name}, ${width} px, ${colorScheme}: ${one}`))
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (over > 0) problems.push(`${name}, ${width} px: scrolls sideways by ${over} px`)
  }
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

async function findViolations(): Promise<string[]> {
  type Node = { target: unknown[]; failureSummary?: string }
  type Axe = { run: (options: object) => Promise<{ violations: { id: string; nodes: Node[] }[] }> }
  const { violations } = await (window as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'], preload: false })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim()})`),
  )
}
