import type { Locale } from '@minichat/contracts'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { bringMail } from '../apps/server/src/testing/bring-mail.ts'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { sourcesIn } from '../apps/server/src/testing/prompt-sources.ts'
import { startSmtpInbox } from '../apps/server/src/testing/smtp-inbox.ts'
import { pointingMember, pointingVisitor } from './story/pointing.ts'
import { typingMember, typingVisitor } from './story/typing.ts'
import { type Script, scriptOf, wordsIn } from './story/words.ts'
import { patienceMs } from './tools/browser.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { takePictures } from './tools/pictures.ts'
import { countNotes } from './tools/sounds.ts'
import { useStage } from './tools/stage.ts'
import { callOn, widgetOn } from './tools/widget.ts'

const fact = 'เรียนเผาได้ทุกวันเสาร์ เวลา 10:00 ถึง 12:00 น.'
/** Says what its source says, as a good model would. */
const model = await startFakeOpenAi(({ request, chunk, finish }) => {
  const source = sourcesIn(request).find(({ text }) => text.includes(fact))
  const asksForThat = request.body.messages.at(-1)?.content.includes('เรียนเผา')
  chunk(source && asksForThat ? `${fact} [${source.number}: "${fact}"]` : 'วันนี้สะดวกช่วงไหนคะ? Which time suits you?')
  finish()
})
const [mails, mailPort, shop] = [await startSmtpInbox(), await freePort(), await startForeignSite()]
const stage = useStage(() => ({
  OUTGOING_ALLOW: model.host,
  SMTP_URL: mails.url,
  MAIL_FROM: 'Mali Ceramics <chat@mali.example>',
  INBOUND_MAIL_ADDRESS: 'reply@in.mali.example',
  INBOUND_MAIL_PORT: String(mailPort),
}))
afterAll(() => Promise.all([model.stop(), mails.stop(), shop.stop()]))

let owner: Awaited<ReturnType<typeof makeFirstAccount>>
beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
  const { request } = owner.client
  await addProvider(owner.client, { baseUrl: model.baseUrl })
  await request('POST /api/v1/knowledge/entries', { body: { question: 'เรียนเผาวันไหน', answer: fact, locale: 'th' } })
  const everybody = { widgetId: null, locale: null, labelId: null, memberIds: [], sharing: 'turns' as const }
  await request('PATCH /api/v1/assignment', { body: { week: null, rules: [everybody] } })
  await request('PATCH /api/v1/chat-mail', { body: { afterSeconds: 0 } })
})

type Variant = { name: string; thing: string; by: 'mouse' | 'finger' | 'keys'; locale: Locale; isDark?: boolean }
const variants: Variant[] = [
  { name: 'desk', thing: 'ถ้วยลายคราม', by: 'mouse', locale: 'en' },
  { name: 'phone', thing: 'แจกันเซลาดอน', by: 'finger', locale: 'th' },
  { name: 'keys', thing: 'กาน้ำชาดินแดง', by: 'keys', locale: 'en' },
]
/** For pictures alone: the same steps in other looks. */
const looks: Variant[] = [
  { name: 'desk-thai-dark', thing: 'จานก้นลึก', by: 'mouse', locale: 'th', isDark: true },
  { name: 'phone-dark', thing: 'โถข้าวสาร', by: 'finger', locale: 'en', isDark: true },
]

/** Chats that have begun. */
let begun = 0
for (const variant of process.env.SCREENSHOTS ? [...variants, ...looks] : variants) {
  test(`a chat goes from its first question to the numbers of the day, by ${variant.by}: ${variant.name}`, async () => {
    const { name, thing, by, locale, isDark } = variant
    const isPhone = by === 'finger'
    const viewport = isPhone ? { width: 360, height: 740 } : { width: 1440, height: 900 }
    await tell(scriptOf(name, thing), variant, {
      viewport,
      hasTouch: isPhone,
      isMobile: isPhone,
      locale: locale === 'th' ? 'th-TH' : 'en-US',
      colorScheme: isDark ? 'dark' : 'light',
    })
  }, 120_000)
}

async function tell(script: Script, { name, by, locale }: Variant, browser: BrowserContextOptions): Promise<void> {
  const words = wordsIn(locale)
  const isPhone = by === 'finger'
  const shoot = takePictures(`story-${name}`)

  await owner.client.request('PATCH /api/v1/me', { body: { locale } })
  const office = await stage.newContext(browser)
  const notesOf = await countNotes(office)
  const member = await office.newPage()
  const hands = by === 'keys' ? typingMember({ page: member, words }) : pointingMember({ page: member, words, isPhone })
  await hands.signIn(stage.url())
  await member.getByRole('navigation', { name: words.chats.list }).waitFor()
  const isHere = async () => (await owner.client.request('GET /api/v1/duty')).data[0]?.isHere
  await expect.poll(isHere, { timeout: patienceMs }).toBe(true)

  const tag = `<script async src="${stage.url()}/widget.js" data-widget="${owner.widgetKey}" data-locale="${locale}"></script>`
  const page = shop.put(`/${locale}/cups`, { body: tag })
  const outside = await stage.newContext(browser)
  let visitor = await outside.newPage()
  await visitor.goto(page)
  let widget = widgetOn(visitor)
  const handsOf = () =>
    by === 'keys' ? typingVisitor({ page: visitor, words }) : pointingVisitor({ page: visitor, words, isPhone })
  await widget.launcher.waitFor()
  await callOn(visitor, ['identify', { email: script.email }])

  // A question, and what the AI knows.
  await handsOf().open()
  await handsOf().say(script.asks)
  await widget.answers.filter({ hasText: fact }).waitFor()
  await widget.sources.first().waitFor()
  begun += 1
  await shoot(visitor, 'answered')

  // A person is wanted, and one is called.
  await handsOf().say(script.wants)
  await widget.answers.nth(2).waitFor()
  await handsOf().askForPerson()
  await widget.panel.getByText(words.widget.place(1), { exact: false }).waitFor()
  await shoot(visitor, 'waits')
  await member.getByRole('alert').getByText(words.ring.assignment(words.ring.visitor)).waitFor()
  await expect.poll(() => notesOf(member), { timeout: patienceMs }).toBe(2)
  await shoot(member, 'rings')
  await hands.answerCall()
  const log = member.getByRole('log', { name: words.chats.messages })
  await log.getByText(script.wants).waitFor()
  await hands.takeOver()
  await widget.line(words.widget.joined('Mali')).waitFor()
  const chatId = /chats\/([0-9a-f-]+)/.exec(member.url())?.[1] ?? ''
  const chat = async () => (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data.chat
  expect((await chat()).assignee?.name).toBe('Mali')

  // A note for the team, and a reply, which is read.
  await hands.note(script.note)
  await shoot(member, 'noted')
  await hands.reply(script.reply)
  await expect.poll(() => widget.said('member'), { timeout: patienceMs }).toEqual([script.reply])
  await log.getByText(words.chats.read, { exact: true }).waitFor()
  await shoot(member, 'read')
  await shoot(visitor, 'replied')

  // The visitor leaves: what is said now goes by mail.
  await visitor.close()
  await member.getByText(words.chats.visitorAway).first().waitFor()
  await hands.reply(script.mailed)
  const [mail] = (await mails.mailsTo(script.email)).map((one) => one.mail)
  expect(mail?.text).toContain(script.mailed)
  expect(mail?.text).toContain(page)
  expect(mail?.text).not.toContain(script.note)
  const address = mail?.replyTo?.value[0]?.address ?? ''
  const quoted = `${script.answersByMail}\n\nOn Thu, Mali <${address}> wrote:\n\n> ${script.mailed}`
  expect(await bringMail(mailPort, { from: script.email, to: address, text: quoted })).toMatch(/^250/)
  await log.getByText(script.answersByMail).waitFor()
  await log.getByText(locale === 'th' ? 'ทางอีเมล' : 'By e-mail', { exact: true }).waitFor()
  await shoot(member, 'answered-by-mail')

  // It is done; whoever comes back says how it was.
  await hands.close()
  await member.getByRole('button', { name: words.chats.reopen }).waitFor()
  visitor = await outside.newPage()
  widget = widgetOn(visitor)
  await visitor.goto(page)
  await handsOf().open()
  await widget.root.getByText(words.widget.rate).waitFor()
  expect((await widget.said('visitor')).at(-1)).toBe(script.answersByMail)
  await handsOf().rate(script.comment)
  await expect.poll(async () => (await chat()).ratingComment, { timeout: patienceMs }).toBe(script.comment)
  await shoot(visitor, 'rated')
  await hands.showDetails()
  await member.getByText(script.comment).waitFor()
  await shoot(member, 'rating')

  // Months later somebody remembers three words of it.
  await hands.find(script.remembered)
  await member.locator('[data-found]').filter({ hasText: script.wants }).waitFor()
  await shoot(member, 'found')

  // And it stands in the numbers.
  await hands.openAnalytics()
  await expect
    .poll(
      async () => {
        await member.reload()
        await member.locator('dl dd').first().waitFor()
        return member.getByText(script.comment).isVisible()
      },
      { timeout: patienceMs, interval: 500 },
    )
    .toBe(true)
  expect((await member.locator('dl dd').first().innerText()).split('\n')[0]).toBe(String(begun))
  await shoot(member, 'counted')
}
