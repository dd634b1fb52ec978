import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { type Play, until } from './play.ts'

const dayMs = 24 * 60 * 60_000
const minuteMs = 60_000

/** What came while the chat was closed: at the launcher and in the title of the page, until it is read. */
export async function showUnread(play: Play): Promise<void> {
  const { visitor, widget, words, shoot } = play
  await widget.open()
  await widget.ask(play.say('Hello!', 'สวัสดีค่ะ'))
  await widget.root.getByRole('button', { name: words.close, exact: true }).click()
  await play.reply(play.say('Mali here.', 'มะลิค่ะ'))
  await play.reply(play.say('How can I help?', 'ให้ช่วยอะไรดีคะ'))
  await until('the title counts', async () => (await visitor.title()) === '(2) A shop')
  const badge = widget.root.locator('.badge')
  assert.match((await badge.getAttribute('aria-label')) ?? '', /2/)
  assert.equal(await badge.innerText(), '2')
  await shoot(visitor, 'unread')
  await widget.open()
  await until('the title is the page’s own', async () => (await visitor.title()) === 'A shop')
  await badge.waitFor({ state: 'hidden' })
  // Read is read, however soon the page goes.
  await visitor.reload()
  await widget.launcher.waitFor()
  await widget.open()
  await widget.root.getByText(play.say('How can I help?', 'ให้ช่วยอะไรดีคะ')).waitFor()
  assert.equal(await visitor.title(), 'A shop')
}

/** Who has scrolled up stays where they are; a pill says what came below and leads there. */
export async function showPill(play: Play): Promise<void> {
  const { visitor, widget, words, shoot, model } = play
  await widget.open()
  const paragraph = play.say(
    'Would you like to see the kiln being fired, slowly, for two days? ',
    'อยากดูเตาเผาช้า ๆ สองวันไหมคะ? ',
  )
  const question = play.say('How is a mug made?', 'ทำแก้วอย่างไรคะ')
  const next = model.next(question)
  await widget.say(question)
  const reply = await next
  for (let at = 0; at < 14; at += 1) reply.chunk(`${paragraph.repeat(3)}\n\n`)
  const log = widget.root.getByRole('log')
  const answer = widget.root.locator('.item.ai').last()
  const topOf = async () => Math.round((await answer.boundingBox())?.y ?? 0)
  const room = (await log.boundingBox())?.height ?? 0
  await until('the answer fills the panel', async () => ((await answer.boundingBox())?.height ?? 0) > room + 200)
  // Who follows keeps the beginning of a long answer in view: it does not run away under their eyes.
  const followed = await topOf()
  reply.chunk(paragraph.repeat(3))
  await until('more of it is there', async () => (await answer.innerText()).split(paragraph.trim()).length > 45)
  assertSamePlace(await topOf(), followed)
  await shoot(visitor, 'long-answer-streaming')

  // Somewhere in the middle, where things could move either way.
  await log.hover()
  await visitor.mouse.wheel(0, 250)
  await until('the wheel has turned', async () => (await topOf()) < followed - 200)
  const before = await settled(topOf)
  reply.chunk(paragraph.repeat(6))
  reply.finish()
  const pill = widget.root.getByRole('button', { name: words.newMessages('1') })
  await pill.waitFor()
  await play.reply(play.say('Come and see it!', 'มาดูได้นะคะ'))
  const two = widget.root.getByRole('button', { name: words.newMessages('2') })
  await two.waitFor()
  assertSamePlace(await topOf(), before)
  await shoot(visitor, 'pill')
  await two.click()
  await two.waitFor({ state: 'hidden' })
  await widget.root.getByText(play.say('Come and see it!', 'มาดูได้นะคะ')).waitFor()
  await until('nothing is unread', async () => (await visitor.title()) === 'A shop')
}

/** Browsers scroll by whole pixels, and text stands between them. */
const assertSamePlace = (top: number, before: number) => assert.ok(Math.abs(top - before) <= 1, `${top} for ${before}`)

/** @returns where something comes to rest. */
async function settled(positionOf: () => Promise<number>): Promise<number> {
  let last = await positionOf()
  await until('it has come to rest', async () => {
    const before = last
    last = await positionOf()
    return last === before
  })
  return last
}

/** Days apart, minutes apart: short at first, in full for whoever points at it or gets there by the keyboard. */
export async function showTimes(play: Play): Promise<void> {
  const { visitor, widget, words, shoot } = play
  await widget.open()
  await widget.ask(play.say('Do you ship abroad?', 'ส่งต่างประเทศไหมคะ'))
  await widget.ask(play.say('And to Laos?', 'แล้วลาวล่ะคะ'))
  await widget.ask(play.say('Thank you!', 'ขอบคุณค่ะ'))
  const ages = [9 * dayMs, 9 * dayMs, dayMs, dayMs, 12.5 * minuteMs, 0]
  await ageMessages(visitor, '**/session', ages)
  await visitor.reload()
  await widget.launcher.waitFor()
  await widget.open()
  const days = widget.root.locator('.day')
  await days.nth(2).waitFor()
  const [old, yesterday, today] = (await days.allInnerTexts()) as [string, string, string]
  assert.match(old, /20\d\d|25\d\d/)
  assert.equal(yesterday, play.say('Yesterday', 'เมื่อวาน'))
  assert.equal(today, play.say('Today', 'วันนี้'))
  await widget.root.locator('time', { hasText: words.justNow }).last().waitFor()
  await shoot(visitor, 'days')

  const time = widget.root.locator('time').nth(-2)
  const whole = time.locator('.whole')
  assert.match(await time.locator('.short').innerText(), /12/)
  assert.equal(await whole.isVisible(), false)
  await time.hover()
  await whole.waitFor()
  await shoot(visitor, 'time-hover')
  await widget.field.hover()
  await whole.waitFor({ state: 'hidden' })
  await time.locator('xpath=../..').getByRole('button', { name: words.messageMenu }).focus()
  await whole.waitFor()
  await shoot(visitor, 'time-focus')

  const member = await play.memberAt('/chats')
  const chatId = await play.newestChatId()
  await ageMessages(member, `**/api/v1/chats/${chatId}`, ages)
  await play.memberInChat()
  await member.getByRole('log').getByText(play.say('Yesterday', 'เมื่อวาน')).first().waitFor()
  await shoot(member, 'member-days')
}

/** A chat of several days without waiting for them: the answer of the server, with other times in it. */
async function ageMessages(page: Page, url: string, agesMs: number[]): Promise<void> {
  await page.route(url, async (route) => {
    const response = await route.fetch()
    const answer = (await response.json()) as { data: { messages: { createdAt: string }[] } }
    for (const [at, message] of answer.data.messages.entries())
      message.createdAt = new Date(Date.now() - (agesMs[at] ?? 0)).toISOString()
    await route.fulfill({ response, json: answer })
  })
}
