import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Play } from './play.ts'
import { until } from './play.ts'

/** From the composer to the member's eyes, one word at a time. */
export async function showDelivery(play: Play): Promise<void> {
  const { visitor, widget, words, shoot, model } = play
  await widget.open()
  const question = play.say('Do you ship to Chiang Mai?', 'ส่งเชียงใหม่ไหมคะ')
  const next = model.next(question)
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  await visitor.route('**/messages', async (route) => {
    await gate
    await route.continue()
  })
  const status = (word: string) => widget.root.locator('.delivery').getByText(word, { exact: true })
  await widget.say(question)
  await status(words.sending).waitFor()
  await shoot(visitor, 'delivery-1-sending')
  release()
  await status(words.sent).waitFor()
  const answer = await next
  await shoot(visitor, 'delivery-2-sent')
  await play.memberAt('/chats')
  await status(words.delivered).waitFor()
  await shoot(visitor, 'delivery-3-delivered')
  const member = await play.memberInChat()
  await status(words.read).waitFor()
  await shoot(visitor, 'delivery-4-read')
  answer.chunk(play.say('Where to?', 'ส่งที่ไหนคะ?'))
  answer.finish()
  await widget.answers.nth(1).waitFor()
  await visitor.unroute('**/messages')

  const reply = (word: string) => member.getByRole('log').getByText(word, { exact: true })
  await widget.root.getByRole('button', { name: words.close, exact: true }).click()
  await replyOn(play, member, play.say('We do, twice a week.', 'ส่งค่ะ สัปดาห์ละสองครั้ง'))
  await reply(play.office.delivered).waitFor()
  await shoot(member, 'member-delivery-1-delivered')
  await widget.open()
  await reply(play.office.read).waitFor()
  await shoot(member, 'member-delivery-2-read')
}

async function replyOn(play: Play, member: Page, text: string): Promise<void> {
  await member.getByLabel(play.office.replyLabel).fill(text)
  await member.keyboard.press('Enter')
  await member.getByRole('log').getByText(text).waitFor()
}

/** What could not be sent says so, and is sent by the button: once. */
export async function showFailure(play: Play): Promise<void> {
  const { visitor, widget, words, office, shoot } = play
  await widget.open()
  await visitor.route('**/messages', (route) => route.abort())
  const text = play.say('Is the blue teapot still there?', 'กาน้ำชาสีฟ้ายังมีไหมคะ')
  await widget.say(text)
  await widget.root.locator('.meta').getByText(words.unsent).waitFor()
  await shoot(visitor, 'failed')
  await visitor.unroute('**/messages')
  await widget.root.getByRole('button', { name: words.tryAgain }).click()
  await widget.root.locator('.delivery').getByText(words.sent, { exact: true }).waitFor()
  assert.deepEqual(await widget.said('visitor'), [text])

  const member = await play.memberInChat()
  const log = member.getByRole('log')
  await member.route('**/messages', (route) => route.fulfill({ status: 400, body: '{}' }))
  const answer = play.say('Yes, the last one.', 'ยังมีค่ะ ชิ้นสุดท้าย')
  await member.getByLabel(office.replyLabel).fill(answer)
  await member.keyboard.press('Enter')
  await log.getByText(office.failed).waitFor()
  await shoot(member, 'member-failed')
  await member.unroute('**/messages')
  await member.getByRole('button', { name: office.retry }).click()
  await until('the reply arrives', async () => (await widget.said('member')).length === 1)
  await log.getByText(office.failed).waitFor({ state: 'detached' })

  const { data } = await play.client.request('GET /api/v1/chats/:chatId', {
    params: { chatId: await play.newestChatId() },
  })
  const stored = data.messages.filter(({ author }) => author.kind !== 'ai').map((message) => message.text)
  assert.deepEqual(stored, [text, answer])
}

/** A device without a network, then one whose server does not answer. */
export async function showConnection(play: Play): Promise<void> {
  const { outside, visitor, widget, words, office, shoot } = play
  await widget.open()
  await widget.ask(play.say('Hello!', 'สวัสดีค่ะ'))
  const member = await play.memberInChat()
  await widget.root.locator('.delivery').getByText(words.read, { exact: true }).waitFor()
  await outside.setOffline(true)
  await widget.root.getByText(words.offline).waitFor()
  await widget.say(play.say('Do you open on Sunday?', 'เปิดวันอาทิตย์ไหมคะ'))
  await widget.root.getByText(words.queued).waitFor()
  await shoot(visitor, 'offline')

  await member.context().setOffline(true)
  await member.getByText(office.offline).waitFor()
  await shoot(member, 'member-offline')

  for (const page of [visitor, member])
    await page.route(/\/(stream|poll|inbox\/events)(\?|$)/, (route) => route.abort())
  await Promise.all([outside.setOffline(false), member.context().setOffline(false)])
  await widget.root.getByText(words.reconnecting).waitFor()
  await shoot(visitor, 'reconnecting')
  await member.getByText(office.reconnecting).waitFor()
  await shoot(member, 'member-reconnecting')

  for (const page of [visitor, member]) await page.unrouteAll()
  await widget.root.getByText(words.reconnecting).waitFor({ state: 'hidden' })
  await member.getByText(office.reconnecting).waitFor({ state: 'hidden' })
  await widget.answers.nth(2).waitFor()
  assert.equal((await widget.said('visitor')).length, 2)
}
