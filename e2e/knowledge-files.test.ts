import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { docxOf, docxParts, paragraph, xlsxOf } from '../apps/server/src/modules/knowledge/files/office.fixture.ts'
import { zipOf } from '../apps/server/src/modules/knowledge/files/zip.fixture.ts'
import { goTo, setUpOn } from './tools/dashboard.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()

test('a spreadsheet is read and given back as it came; a file that is refused says why', async () => {
  const office = await stage.newPage()
  await setUpOn(office, stage.product().setupUrl())
  await goTo(office, 'Knowledge')
  await office.getByRole('tab', { name: 'Documents' }).click()
  const prices = xlsxOf({
    Prices: [
      ['Item', 'Price'],
      ['Walnut tray', '1,850 baht'],
    ],
  })
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer })
  await office.locator('input[type=file]').setInputFiles(file('prices.xlsx', prices))
  await office.getByText('Ready', { exact: true }).waitFor()
  const [download] = await Promise.all([
    office.waitForEvent('download'),
    office.getByRole('button', { name: 'Download: prices' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('prices.xlsx')
  expect((await readFile(await download.path())).equals(prices)).toBe(true)

  const parts = docxParts(paragraph('Words.'))
  const locked = zipOf(parts.map((part) => ({ ...part, flags: 1 })))
  await office.locator('input[type=file]').setInputFiles(file('locked.docx', locked))
  await office.getByRole('alert').getByText('protected by a password').waitFor()
  await office.locator('input[type=file]').setInputFiles(file('letter.pdf', docxOf(paragraph('Words.'))))
  await office.getByRole('alert').getByText('not what its name says').waitFor()
})
