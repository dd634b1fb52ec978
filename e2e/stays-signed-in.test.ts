import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { goTo, signIn } from './tools/dashboard.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()

/** As a quarter of an hour does it. */
const endAccess = (context: BrowserContext) => context.clearCookies({ name: 'minichat_access' })

test('a page that is left open for hours goes on without a sign-in, in several tabs at once; without a session it asks for one', async () => {
  await makeFirstAccount(stage.url(), stage.product().setupToken())
  const context = await stage.newContext()
  await signIn(context, stage.url())
  const tabs = await Promise.all([context.newPage(), context.newPage()])
  await Promise.all(tabs.map((tab) => tab.goto(`${stage.url()}/knowledge`)))
  const [first, second] = tabs as [(typeof tabs)[0], (typeof tabs)[0]]
  await first.getByRole('heading', { name: 'Knowledge', level: 1 }).waitFor()

  await endAccess(context)
  await goTo(first, 'Settings')
  await first.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()

  await endAccess(context)
  await Promise.all(tabs.map((tab) => tab.reload()))
  await first.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await second.getByRole('heading', { name: 'Knowledge', level: 1 }).waitFor()

  await endAccess(context)
  await context.clearCookies({ name: 'minichat_refresh' })
  await second.reload()
  await second.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(new URL(second.url()).pathname).toBe('/sign-in')
})
