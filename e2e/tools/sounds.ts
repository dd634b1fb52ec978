import type { BrowserContext, Page } from 'playwright-core'

/** Counts the notes that the pages of a browser play from now on. */
export async function countNotes(context: BrowserContext): Promise<(page: Page) => Promise<number>> {
  await context.addInitScript(noteSounds)
  return (page) => page.evaluate(() => (window as unknown as { notes: number }).notes)
}

function noteSounds(): void {
  Object.assign(window, { notes: 0 })
  const { start } = OscillatorNode.prototype
  OscillatorNode.prototype.start = function (when?: number) {
    ;(window as unknown as { notes: number }).notes += 1
    start.call(this, when)
  }
}
