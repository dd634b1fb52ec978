import type { Browser } from 'playwright-core'
import { patienceMs } from '../tools/browser.ts'
import { startForeignSite } from '../tools/foreign-site.ts'
import { launchProduct } from '../tools/product.ts'
import { startPuppetModel } from '../tools/puppet-model.ts'
import { makeOwner, openPlay, plainVariant, type Variant } from './play.ts'
import { scenes } from './scenes.ts'

const desktop = { width: 1280, height: 760 }
const phone = { width: 360, height: 740 }
const variants: Variant[] = [
  plainVariant,
  { name: 'dark', ...desktop, scheme: 'dark', locale: 'en-US' },
  { name: 'phone', ...phone, scheme: 'light', locale: 'en-US' },
  { name: 'thai', ...desktop, scheme: 'light', locale: 'th-TH' },
  { name: 'thai-phone-dark', ...phone, scheme: 'dark', locale: 'th-TH' },
  { name: 'rtl', ...phone, scheme: 'light', locale: 'en-US', dir: 'rtl' },
]

/**
 * Plays every scene in every variant, and leaves its pictures.
 * @param only names of variants; all without.
 */
export async function shootStates(browser: Browser, only: string[] = []): Promise<void> {
  const model = await startPuppetModel()
  const site = await startForeignSite()
  const product = launchProduct({ OUTGOING_ALLOW: model.host })
  try {
    await product.ready
    const owner = await makeOwner(product.url(), product.setupToken(), model)
    for (const variant of variants) {
      if (only.length > 0 && !only.includes(variant.name)) continue
      for (const act of Object.values(scenes)) {
        const newContext: typeof browser.newContext = async (options) => {
          const context = await browser.newContext(options)
          context.setDefaultTimeout(patienceMs)
          return context
        }
        const play = await openPlay({ url: product.url(), owner, model, site, newContext }, variant)
        await act(play)
        await play.end()
      }
    }
  } finally {
    await product.stop()
    await site.stop()
    await model.stop()
  }
}
