import { beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIdentity } from '../apps/server/src/testing/identity-token.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()
let owner: Awaited<ReturnType<typeof makeFirstAccount>>
beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
})

test('an owner makes a key, copies code, tests a token, replaces and revokes, with the screens alone', async () => {
  const context = await stage.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  await signIn(context, stage.url())
  const page = await context.newPage()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await page.goto(`${stage.url()}/settings`)
  await page.getByRole('link', { name: 'Visitor identity' }).click()
  await page.getByText('There is no key yet').waitFor()
  await page.getByRole('button', { name: 'Make a key' }).click()
  const keys = page.getByRole('list', { name: 'Keys' }).getByRole('listitem')
  await page.getByRole('button', { name: 'Copy secret' }).click()
  const secret = await copied()
  expect(secret).toMatch(/^mcid_/)
  expect(await inspect(page, 'a new key')).toEqual([])
  await page.getByRole('button', { name: 'I have it' }).click()
  expect(await page.getByText(secret).count()).toBe(0)
  const keyId = await keys.locator('code').innerText()

  for (const language of ['Node', 'PHP', 'Python', 'Go']) {
    await page.locator('label').getByText(language, { exact: true }).click()
    await page.getByRole('region', { name: `Code in ${language}` }).waitFor()
    await page.getByRole('button', { name: /^(Copy code|Copied)$/ }).click()
    await expect.poll(copied).toContain(owner.widgetKey)
    expect(await copied()).toContain(keyId)
  }

  const token = page.getByLabel('Token', { exact: true })
  const testIt = page.getByRole('button', { name: 'Test token' })
  await token.fill(signIdentity({ keyId, secret }, { sub: '1842', aud: owner.widgetKey, name: 'Somchai' }))
  await testIt.click()
  await page.getByText('It proves 1842 · Somchai').waitFor()
  await token.fill(signIdentity({ keyId, secret }, { sub: '', aud: owner.widgetKey }))
  await testIt.click()
  await page.getByRole('alert').filter({ hasText: 'Look at “sub”' }).waitFor()
  await token.fill(signIdentity({ keyId, secret: 'guess' }, { sub: '1842', aud: owner.widgetKey }))
  await testIt.click()
  await page.getByRole('alert').filter({ hasText: 'IDENTITY_SIGNATURE_WRONG' }).waitFor()

  await page.getByRole('button', { name: `Replace key ${keyId}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click()
  await expect.poll(() => keys.count()).toBe(2)
  await keys.getByText('Counts until').waitFor()
  expect(await inspect(page, 'two keys')).toEqual([])
  await page.getByRole('button', { name: `Revoke key ${keyId}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect.poll(() => keys.count()).toBe(1)
  expect(await keys.locator('code').innerText()).not.toBe(keyId)

  await page.getByRole('switch', { name: 'Only verified visitors' }).click()
  await expect
    .poll(async () => (await owner.client.request('GET /api/v1/widgets')).data[0]?.identityRequired)
    .toBe(true)
})

test('the page reads as well in Thai', async () => {
  const context = await stage.newContext({ locale: 'th-TH' })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/settings/identity`)
  await page.getByRole('button', { name: 'สร้างกุญแจ' }).click()
  await page.getByText('คัดลอกรหัสลับตอนนี้').waitFor()
  expect(await inspect(page, 'Thai')).toEqual([])
})
