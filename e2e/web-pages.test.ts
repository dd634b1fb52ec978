import { afterAll, expect, test } from 'vitest'
import { copySnippet, goTo, setUpOn } from './tools/dashboard.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { useStage } from './tools/stage.ts'
import { startWebSite } from './tools/web-site.ts'
import { widgetOn } from './tools/widget.ts'

const site = await startWebSite()
const shop = await startForeignSite()
const stage = useStage(() => ({ OUTGOING_ALLOW: site.host }))
afterAll(() => Promise.all([site.stop(), shop.stop()]))

test('web pages are looked at, read, asked about, put in order and switched off', async () => {
  const context = await stage.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const office = await context.newPage()
  await setUpOn(office, stage.product().setupUrl())
  const page = shop.put('/', { body: await copySnippet(office) })
  const visitor = await stage.newPage()
  await visitor.goto(page)
  const widget = widgetOn(visitor)
  await widget.open()

  await goTo(office, 'Knowledge')
  await office.getByRole('tab', { name: 'Web pages' }).click()
  await office.getByRole('button', { name: 'Add web pages' }).first().click()
  const dialog = office.getByRole('dialog')
  await dialog.getByLabel('Address').fill(`${site.url}/help`)
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByText('5 pages so far').waitFor()
  await dialog.getByRole('button', { name: 'Add web pages' }).click()
  await office.getByText('3 pages').waitFor()
  await office.getByText('1 failed').waitFor()

  await office.getByRole('button', { name: /^Pages and settings/ }).click()
  await dialog.getByText('The site had an error.').waitFor()
  await dialog.getByText('The page asks not to be indexed (noindex).').waitFor()
  await office.keyboard.press('Escape')
  expect(await widget.ask('What does a kiln lesson cost?')).toContain('1,200 baht')
  expect(await widget.sources.last().getAttribute('href')).toBe(`${site.url}/help/lessons`)

  await office.getByRole('button', { name: 'Try a question' }).click()
  await dialog.getByLabel('Question').fill('เรียนเผาวันไหน')
  await office.keyboard.press('Enter')
  await dialog.getByText('เรียนได้ทุกวันเสาร์').waitFor()
  await office.keyboard.press('Escape')

  await office.getByRole('checkbox', { name: /^Select/ }).check()
  await office.getByRole('button', { name: 'Organise', exact: true }).click()
  await dialog.getByLabel('Folder').fill('Lessons')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await office.getByText('Lessons', { exact: true }).waitFor()
  await office.getByRole('checkbox', { name: /^Select/ }).check()
  await office.getByRole('button', { name: 'Switch off' }).click()
  await office.getByText('Off', { exact: true }).waitFor()
  expect(await widget.ask('What does a kiln lesson cost?')).toContain('I found nothing about that')
})
