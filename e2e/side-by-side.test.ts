import { afterAll, expect, test } from 'vitest'
import { patienceMs } from './tools/browser.ts'
import { copySnippet, goTo, setUpOn, signIn, signInOn } from './tools/dashboard.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const site = await startForeignSite()
const stage = useStage()
afterAll(() => site.stop())

test('from the printed link to a chat that the AI, a member and the AI again answer, live and after a reload', async () => {
  const office = await stage.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const member = await office.newPage()
  await setUpOn(member, stage.product().setupUrl())
  const shop = site.put('/', { body: await copySnippet(member) })
  await goTo(member, 'Chats')
  await member.getByRole('button', { name: 'Got it' }).click()
  await member.evaluate(() => Object.assign(window, { isSamePage: true }))

  const visitor = await stage.newPage()
  await visitor.goto(shop)
  const widget = widgetOn(visitor)
  await widget.open()
  expect(await widget.ask('Do you repair bicycles?')).toContain('I found nothing about that')

  const row = member.getByRole('navigation', { name: 'List of chats' }).getByRole('listitem').getByRole('link')
  await row.click()
  const chat = member.getByRole('log', { name: 'Messages' })
  await chat.getByText('Do you repair bicycles?').waitFor()
  await chat.getByText('I found nothing about that').waitFor()

  await member.getByRole('button', { name: 'Take over' }).click()
  await widget.line('Mali joined the chat').waitFor()
  await member.getByLabel('Reply to the visitor').fill('We do, on Mondays.')
  await member.getByRole('button', { name: 'Send reply' }).click()
  await expect.poll(() => widget.said('member'), { timeout: patienceMs }).toEqual(['We do, on Mondays.'])
  await widget.panel.getByText('Mali is answering you').waitFor()

  const answers = await widget.answers.count()
  await widget.say('Thank you, Mali!')
  await chat.getByText('Thank you, Mali!').waitFor()
  // The member answers after the visitor: had the AI begun an answer of its own, it would be there by then.
  await member.getByLabel('Reply to the visitor').fill('See you then.')
  await member.keyboard.press('Enter')
  await expect.poll(() => widget.said('member'), { timeout: patienceMs }).toHaveLength(2)
  expect(await widget.answers.count()).toBe(answers)
  expect(await widget.root.locator('.dots').count()).toBe(0)

  await member.getByRole('button', { name: 'Hand back to AI' }).click()
  await widget.line('The AI assistant answers again').waitFor()
  expect(await widget.ask('Thanks!')).toContain('welcome')

  await widget.root.getByRole('button', { name: 'Talk to a person' }).click()
  await widget.line('We have told the team').waitFor()
  await chat.getByText('The visitor asks for a person').waitFor()

  await member.getByRole('button', { name: 'Close', exact: true }).click()
  await member.getByRole('dialog').getByRole('button', { name: 'Close chat' }).click()
  await widget.root.getByRole('button', { name: 'Start a new chat' }).waitFor()
  await chat.getByText('This chat is closed').waitFor()
  expect(await member.evaluate(() => 'isSamePage' in window)).toBe(true)

  const lines = await widget.lines()
  expect(await widget.line('').count()).toBe(4)
  await visitor.reload()
  await widget.launcher.click()
  await expect.poll(widget.lines, { timeout: patienceMs }).toEqual(lines)

  const shown = await chat.innerText()
  expect(shown).toContain('Mali took over the chat')
  await member.reload()
  await expect.poll(() => chat.innerText(), { timeout: patienceMs }).toBe(shown)
})

test('who signs out is asked to sign in, and goes on where they were', async () => {
  const context = await stage.newContext()
  await signIn(context, stage.url())
  const member = await context.newPage()
  await member.goto(`${stage.url()}/knowledge`)
  await member.getByRole('button', { name: /Account/ }).click()
  await member.getByRole('menuitem', { name: 'Sign out' }).click()
  await member.waitForURL('**/sign-in')
  await member.goto(`${stage.url()}/settings`)
  await member.waitForURL('**/sign-in?next=*')
  await signInOn(member)
  await member.waitForURL('**/settings')
  await member.getByLabel('Name').waitFor()
})

test('a paused widget is gone from every page until that is undone', async () => {
  const office = await stage.newContext()
  await signIn(office, stage.url())
  const member = await office.newPage()
  await member.goto(`${stage.url()}/widget`)
  const shop = site.put('/paused', { body: await member.getByRole('region', { name: 'Code' }).innerText() })
  await member.getByRole('switch', { name: 'Pause this widget' }).click()
  await member.getByText('The widget is paused.').waitFor()

  const early = await stage.newPage()
  const said = early.waitForEvent('console', (line) => line.text().includes('this widget is paused'))
  await early.goto(shop)
  await said
  expect(await widgetOn(early).root.count()).toBe(0)

  await member.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(() => member.getByRole('switch', { name: 'Pause this widget' }).isChecked(), { timeout: patienceMs })
    .toBe(false)
  const later = await stage.newPage()
  await later.goto(shop)
  await widgetOn(later).launcher.waitFor()
})
