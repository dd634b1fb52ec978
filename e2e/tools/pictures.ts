import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Pictures of the steps of a walk, numbered, where SCREENSHOTS names a folder for them. */
export function takePictures(walk: string): (page: Page, name: string) => Promise<void> {
  let taken = 0
  return async (page, name) => {
    const folder = process.env.SCREENSHOTS
    if (!folder) return
    await mkdir(folder, { recursive: true })
    await page.evaluate(() => document.fonts.ready)
    const number = String((taken += 1)).padStart(2, '0')
    await page.screenshot({ path: join(folder, `${walk}-${number}-${name}.png`), animations: 'disabled' })
  }
}
