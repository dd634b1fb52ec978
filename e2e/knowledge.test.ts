import { afterAll, expect, test } from 'vitest'
import { copySnippet, goTo, setUpOn } from './tools/dashboard.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const site = await startForeignSite()
const stage = useStage()
afterAll(() => site.stop())

test('what is written in the dashboard is what a visitor of a foreign page is told: added, changed, deleted', async () => {
  const context = await stage.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const office = await context.newPage()
  await setUpOn(office, stage.product().setupUrl())
  const shop = site.put('/', { body: await copySnippet(office) })
  const visitor = await stage.newPage()
  await visitor.goto(shop)
  const widget = widgetOn(visitor)
  await widget.open()

  await goTo(office, 'Knowledge')
  await office.getByRole('button', { name: 'Add question' }).first().click()
  const dialog = office.getByRole('dialog')
  await dialog.getByLabel('Question').fill('When are you open?')
  await dialog.getByLabel('Answer').fill('We are open from nine to five, except on Mondays.')
  await dialog.getByRole('button', { name: 'Add question' }).click()
  await office.getByText('We are open from nine to five, except on Mondays.').waitFor()
  expect(await widget.ask('When are you open?')).toContain('from nine to five')

  await office.getByRole('button', { name: 'Edit: When are you open?' }).click()
  await dialog.getByLabel('Answer').fill('We are open from ten to six, every day.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await office.getByText('We are open from ten to six, every day.').waitFor()
  expect(await widget.ask('When are you open?')).toContain('from ten to six')

  await office.getByRole('button', { name: 'Delete: When are you open?' }).click()
  const gone = office.waitForResponse((response) => response.request().method() === 'DELETE' && response.ok())
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await office.getByText('Deleted “When are you open?”').waitFor()
  // It can be undone for a while; leaving the page is the end of that.
  await goTo(office, 'Settings')
  await gone
  expect(await widget.ask('When are you open?')).toContain('I found nothing about that')

  await goTo(office, 'Knowledge')
  await office.getByRole('tab', { name: 'Documents' }).click()
  const text = '# Kiln lessons\n\n## Prices\n\nA kiln lesson costs 1,200 baht for two hours, with clay and glaze.\n'
  const file = { name: 'lessons.md', mimeType: 'text/markdown', buffer: Buffer.from(text) }
  await office.locator('input[type=file]').setInputFiles(file)
  await office.getByText('Ready', { exact: true }).waitFor()
  expect(await widget.ask('How much is a kiln lesson?')).toContain('1,200 baht')
  expect(await widget.sources.last().getAttribute('title')).toContain('1,200 baht for two hours')
})
