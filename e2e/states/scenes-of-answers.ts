import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import { firstAccount } from '../../apps/server/src/testing/first-account.ts'
import { type Play, until } from './play.ts'

const { name: memberName } = firstAccount

/** Who answers, in the header, at every turn of a chat. */
export async function showWhoAnswers(play: Play): Promise<void> {
  const { visitor, widget, words, office, shoot } = play
  const header = (text: string) => widget.root.locator('.status').getByText(text, { exact: true })
  await widget.open()
  await widget.root.locator('.status', { hasText: words.ai }).waitFor()
  await shoot(visitor, 'who-1-ai')
  await widget.ask(play.say('My mug arrived broken.', 'แก้วที่ได้รับแตกค่ะ'))
  await widget.root.getByRole('button', { name: words.talkToPerson }).click()
  await widget.root.locator('.status', { hasText: words.waitingForTeam }).waitFor()
  await shoot(visitor, 'who-2-waiting')
  const member = await play.memberInChat()
  await header(`${words.place(1)} · ${words.teamOnline}`).waitFor()
  await shoot(visitor, 'who-3-waiting-team-online')
  await member.getByText(office.asksForPerson).locator('visible=true').first().waitFor()
  await shoot(member, 'member-who-1-asked')
  await member.getByRole('button', { name: office.takeOver }).click()
  await header(`${memberName} ${words.answeredByPerson}`).waitFor()
  await shoot(visitor, 'who-4-person')
  await shoot(member, 'member-who-2-taken-over')
  await member.getByRole('button', { name: office.handBack }).click()
  await header(`${words.ai} · ${words.teamOnline}`).waitFor()
  await shoot(visitor, 'who-5-ai-again')
  await play.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId: await play.newestChatId() } })
  await header(words.closed).waitFor()
  await widget.root.getByRole('button', { name: words.startNew }).waitFor()
  await shoot(visitor, 'who-6-ended')
  await member.getByRole('button', { name: office.reopen }).waitFor()
  await shoot(member, 'member-who-3-closed')
}

/** Who is writing: each side sees the other's, and both see the AI's. */
export async function showTyping(play: Play): Promise<void> {
  const { visitor, widget, words, office, shoot, model } = play
  const dots = (name: string) => widget.root.getByRole('img', { name: words.isWriting(name) })
  await widget.open()
  const question = play.say('When are you open?', 'เปิดกี่โมงคะ')
  const next = model.next(question)
  await widget.say(question)
  const reply = await next
  await dots(words.ai).waitFor()
  await shoot(visitor, 'typing-1-ai')
  const member = await play.memberInChat()
  await member.getByText(office.answering).waitFor()
  await shoot(member, 'member-typing-1-ai')
  reply.chunk(play.say('On which day?', 'วันไหนคะ?'))
  reply.finish()
  await widget.answers.nth(1).waitFor()

  await member.getByRole('button', { name: office.takeOver }).click()
  await member.getByLabel(office.replyLabel).pressSequentially(play.say('On Sunday', 'วันอาทิตย์'))
  await dots(memberName).waitFor()
  await shoot(visitor, 'typing-2-member')
  await widget.field.pressSequentially(play.say('And on', 'แล้ววัน'))
  await member.getByText(office.visitorTyping).waitFor()
  await shoot(member, 'member-typing-2-visitor')
}

/** What became of a message after it was written, by either side. */
export async function showChanges(play: Play): Promise<void> {
  const { visitor, widget, words, office, shoot } = play
  await widget.open()
  await widget.ask(play.say('Do you repair bicycles?', 'ซ่อมจักรยานไหม'))
  const own = widget.root.locator('.item.visitor')
  await openMenu(play, own.first(), words.edit)
  await shoot(visitor, 'menu-of-own-message')
  await choose(play, words.edit)
  await widget.root.getByText(words.editing).waitFor()
  await shoot(visitor, 'editing')
  await widget.field.fill(play.say('Do you repair mugs?', 'ซ่อมแก้วไหม'))
  await visitor.keyboard.press('Enter')
  await shoot(visitor, 'edit-question')
  await widget.root.getByRole('button', { name: words.keepAnswer }).click()
  await own.first().getByText(words.edited, { exact: true }).waitFor()
  await widget.ask(play.say('Forget it', 'ไม่เป็นไร'))
  await openMenu(play, own.nth(1), words.remove)
  await choose(play, words.remove)
  await shoot(visitor, 'remove-question')
  await widget.root.getByRole('alertdialog').getByRole('button', { name: words.remove }).click()
  await own.nth(1).getByText(words.removed).waitFor()

  const member = await play.memberInChat()
  const log = member.getByRole('log')
  await log.getByRole('button', { name: office.edited }).waitFor()
  await log.getByText(office.visitorTookBack).waitFor()
  const texts = [play.say('We do', 'ซ่อมค่ะ'), play.say('Oh, that was for somebody else', 'ขอโทษค่ะ ส่งผิดแชท')] as const
  const changed = play.say('We do, with gold', 'ซ่อมค่ะ ด้วยทองคำ')
  for (const text of texts) {
    await member.getByLabel(office.replyLabel).fill(text)
    await member.keyboard.press('Enter')
    await log.getByText(text, { exact: true }).waitFor()
  }
  await member.getByRole('button', { name: office.editMessage(texts[0]) }).press('Enter')
  await member.getByLabel(office.editLabel).fill(changed)
  await member.getByLabel(office.editLabel).press('Enter')
  await member.getByLabel(office.editLabel).waitFor({ state: 'detached' })
  const question = member.getByRole('dialog')
  await until('the member is asked', async () => {
    // Once the change is stored the focus moves by itself; a key pressed at that moment lands elsewhere.
    await member.getByRole('button', { name: office.takeBackMessage(texts[1]) }).press('Enter')
    return question.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    )
  })
  await question.getByRole('button', { name: office.takeBack }).click()
  await log.getByText(office.youTookBack).waitFor()
  const theirs = widget.root.locator('.item.member')
  await theirs.getByText(changed).waitFor()
  await theirs.getByText(words.edited, { exact: true }).waitFor()
  await theirs.getByText(words.removed).waitFor()
  await shoot(visitor, 'edited-and-removed')
  await shoot(member, 'member-edited-and-removed')
}

/** Answers that end early, by either side, and one that is given again. */
export async function showCutAnswers(play: Play): Promise<void> {
  const { visitor, widget, words, office, shoot, model } = play
  const half = play.say('Do you mean the one with the gold rim?', 'หมายถึงใบที่ขอบทองใช่ไหมคะ?')
  async function beginAnswer(question: string) {
    const next = model.next(question)
    await widget.say(question)
    const reply = await next
    reply.chunk(half)
    await widget.root.locator('.item.ai[aria-live="off"] .bubble:not(.dots)').waitFor()
  }
  await widget.open()
  const question = play.say('Is it safe in the dishwasher?', 'เข้าเครื่องล้างจานได้ไหมคะ')
  await widget.ask(question)
  await openMenu(play, widget.root.locator('.item.ai').last(), words.answerAgain)
  await shoot(visitor, 'menu-of-answer')
  const next = model.next(question)
  await choose(play, words.answerAgain)
  const again = await next
  const better = play.say('On the upper rack, or on the lower one?', 'วางชั้นบนหรือชั้นล่างคะ?')
  again.chunk(better)
  again.finish()
  await until('the other answer is there', async () => (await widget.said('ai')).at(-1) === better)
  await widget.answers.filter({ hasText: better }).waitFor()
  assert.equal((await widget.said('ai')).length, 2)
  const member = await play.memberInChat()
  await member.getByRole('log').getByText(office.replaced).waitFor()
  await shoot(visitor, 'answered-again')
  await shoot(member, 'member-answered-again')

  await beginAnswer(play.say('And the gold rim?', 'แล้วขอบทองล่ะคะ'))
  await shoot(visitor, 'streaming')
  await shoot(member, 'member-streaming')
  await widget.root.getByRole('button', { name: words.stop }).click()
  await widget.root.getByText(words.stopped).waitFor()
  await member.getByText(office.stopped).waitFor()

  await beginAnswer(play.say('Please once more?', 'ขออีกครั้งได้ไหมคะ'))
  await member.getByRole('button', { name: office.takeOver }).click()
  await widget.root.getByText(words.interrupted).waitFor()
  await member.getByText(office.interrupted).waitFor()
  await shoot(visitor, 'stopped-and-interrupted')
  await shoot(member, 'member-stopped-and-interrupted')
}

async function openMenu({ widget, words }: Play, item: Locator, expected: string): Promise<void> {
  await item.hover()
  await item.getByRole('button', { name: words.messageMenu }).click()
  await widget.root.getByRole('menuitem', { name: expected }).waitFor()
}

const choose = ({ widget }: Play, label: string) =>
  widget.root.getByRole('menuitem', { name: label, exact: true }).click()
