import { expect, test } from 'vitest'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage()

const shops = [
  {
    language: 'English',
    path: '/demo',
    open: 'Open chat',
    message: 'Message',
    send: 'Send',
    sources: 'Sources',
    question: 'Can I return something I do not like?',
    answer: 'within 14 days of receiving it',
  },
  {
    language: 'Thai',
    path: '/demo?lang=th',
    open: 'เปิดแชท',
    message: 'ข้อความ',
    send: 'ส่ง',
    sources: 'แหล่งที่มา',
    question: 'ไม่ถูกใจคืนได้มั้ยคะ',
    answer: 'คืนได้ภายใน 14 วัน',
  },
]

for (const shop of shops) {
  test(`before there is any account, a visitor of the demo shop is answered in ${shop.language}, with a source that holds the words`, async () => {
    const page = await stage.newPage()
    await page.goto(stage.url() + shop.path)
    await page.getByRole('button', { name: shop.open, exact: true }).click()
    await page.getByRole('textbox', { name: shop.message, exact: true }).fill(shop.question)
    await page.getByRole('button', { name: shop.send, exact: true }).click()

    const widget = widgetOn(page)
    await widget.answers.filter({ hasText: shop.answer }).waitFor()
    const source = page.getByRole('list', { name: shop.sources, exact: true }).getByRole('link').first()
    const quote = (await source.getAttribute('title')) ?? ''
    expect(quote).not.toBe('')
    const [opened] = await Promise.all([page.waitForEvent('popup'), source.click()])
    await opened.waitForLoadState()
    expect(plain(await opened.locator('main').innerText())).toContain(plain(quote))
    expect(new URL(opened.url()).origin).toBe(stage.url())

    const before = [await widget.said('visitor'), await widget.said('ai')]
    await page.reload()
    await widget.open()
    await widget.answers.filter({ hasText: shop.answer }).waitFor()
    expect([await widget.said('visitor'), await widget.said('ai')]).toEqual(before)
  })
}

/** Line breaks fall where the page puts them. */
const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
