import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { openShell, patienceMs } from './browser.ts'
import { launchProduct, type Product } from './product.ts'

export type Stage = {
  product: () => Product
  url: () => string
  /** Somebody with a browser profile of their own. Closed after the test. */
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>
  /** The same with one page. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>
}

/**
 * The real product and a browser for the tests of one file. A page that throws, or logs an error of its own, fails the
 * test that it was opened in. `npm test` has built the product before; a single run needs `npm run build` first.
 * @param open `openBrowser` for what a browser without windows does not know.
 */
export function useStage(
  envOf: () => Promise<Record<string, string>> | Record<string, string> = () => ({}),
  open: () => Promise<Browser> = openShell,
): Stage {
  let product: Product | undefined
  let browser: Browser | undefined
  const contexts: BrowserContext[] = []
  const problems: string[] = []

  beforeAll(async () => {
    product = launchProduct(await envOf(), inject('startedFolder'))
    browser = await open()
    await product.ready
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(problems.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    if (!browser) throw new Error('The browser is not open.')
    const context = await browser.newContext({ locale: 'en-US', ...options })
    contexts.push(context)
    context.setDefaultTimeout(patienceMs)
    context.on('weberror', (error) => problems.push(String(error.error())))
    context.on('console', (line) => {
      // The browser's own line about a refused or cut call: what the page makes of it is what counts.
      const isNetwork = /Failed to load resource|blocked by CORS policy|net::ERR_/.test(line.text())
      if (line.type() === 'error' && !isNetwork) problems.push(line.text())
    })
    return context
  }

  return {
    product: () => {
      if (!product) throw new Error('The product has not been started.')
      return product
    },
    url: () => product?.url() ?? '',
    newContext,
    newPage: async (options) => (await newContext(options)).newPage(),
  }
}
