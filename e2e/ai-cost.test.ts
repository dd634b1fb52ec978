import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { answerBy, drillModel } from '../drills/tools/provider-settings.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

const model = await startFakeOpenAi(({ chunk, finish }) => {
  chunk('Yes, every day from nine to five. '.repeat(20))
  finish()
})
const stage = useStage(() => ({ OUTGOING_ALLOW: model.host }))
beforeAll(async () => {
  const { client, widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
  await answerBy(client, { kind: 'compatible', baseUrl: model.baseUrl })
  await client.request('PUT /api/v1/admin/ai-prices', {
    body: { prices: [{ model: drillModel, inputMicroUsd: 300_000_000, outputMicroUsd: 1_500_000_000 }] },
  })
  await client.request('PATCH /api/v1/ai/caps', { body: { visitorMicroUsd: null, addressMicroUsd: null } })
  const visitor = await startVisitor(stage.url(), widgetKey)
  await visitor.ask('Are you open on Sunday?')
})
afterAll(() => model.stop())

async function openDashboard(path: string, locale = 'en-US') {
  const context = await stage.newContext({ locale })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(stage.url() + path)
  return page
}

test('an owner sees what was spent against the caps, and changes them', async () => {
  const page = await openDashboard('/settings/ai-cost')
  const today = page.getByRole('meter', { name: /^Today: \$0\.\d\d$/ })
  expect(await today.getAttribute('aria-valuetext')).toMatch(/^\$0\.\d\d of \$20\.00$/)
  await page.getByRole('rowheader', { name: drillModel }).waitFor()

  const cap = page.getByLabel('The workspace in a day')
  await cap.fill('a lot')
  await page.getByText('Enter an amount such as').waitFor()
  await cap.fill('0.05')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').waitFor()
  await page.getByText('Spent. Visitors are answered without a model').waitFor()
  await page.reload()
  expect(await cap.inputValue()).toBe('0.05')
  await cap.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').waitFor()
  await page.getByText('No cap').first().waitFor()
})

test('an operator sets what a model costs', async () => {
  const page = await openDashboard('/operator/ai-prices')
  expect(await page.getByRole('textbox', { name: 'Model' }).inputValue()).toBe(drillModel)
  await page.getByRole('button', { name: 'Add a price' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Enter the name of a model.').waitFor()
  await page.getByRole('textbox', { name: 'Model' }).last().fill('My-Model*')
  await page.getByLabel('Input').last().fill('0.15')
  await page.getByLabel('Output').last().fill('0.6')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Remove the price of my-model*' }).waitFor()
  await page.getByText('Prices that come with MiniChat').click()
  await page.getByRole('rowheader', { name: 'claude-opus-5*' }).waitFor()
})

describe('the pages of cost and prices', () => {
  for (const locale of ['en-US', 'th-TH']) {
    test(`have no barrier and nothing that scrolls sideways, in ${locale}`, async () => {
      const page = await openDashboard('/settings/ai-cost', locale)
      await page.getByRole('rowheader', { name: drillModel }).waitFor()
      const problems = await inspect(page, 'ai-cost')
      await page.goto(`${stage.url()}/operator/ai-prices`)
      await page.locator('details').waitFor()
      problems.push(...(await inspect(page, 'ai-prices')))
      expect(problems).toEqual([])
    })
  }
})
