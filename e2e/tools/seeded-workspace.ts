import type { BrowserContext } from 'playwright-core'
import { runSeed } from '../../apps/server/src/testing/server-process.ts'
import type { Product } from './product.ts'

export type SeededWorkspace = { email: string; password: string }

/** A workspace full of made-up chats, in the database of a running product. */
export async function seedOn(product: Pick<Product, 'dataDir'>, words: string[]): Promise<SeededWorkspace> {
  const { output } = await runSeed(words, { DATA_DIR: product.dataDir, MINICHAT_ENV: 'test' })
  const [, email, password] = /Sign in as (\S+) with the password (\S+)/.exec(output) ?? []
  if (!email || !password) throw new Error(`Nothing was seeded:\n${output}`)
  return { email, password }
}

/** Signs a browser profile in there. */
export async function signInAs(context: BrowserContext, url: string, data: SeededWorkspace): Promise<void> {
  const response = await context.request.post(`${url}/api/v1/auth/login`, { data })
  if (!response.ok()) throw new Error(`Signing in was refused: ${response.status()}`)
}
