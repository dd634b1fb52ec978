import { afterAll, expect, test } from 'vitest'
import { patienceMs } from './tools/browser.ts'
import { copySnippet, goTo, setUpOn, signIn, signInOn } from './tools/dashboard.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const site = await startForeignSite()
const stage = useStage()
afterAll(() => site.stop())

test('from the printed link to a chat that the AI, a member and the AI again answer, all of it live', async () => {
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

  const row = member.getByRole('navigation', { name: 'List of chats' }).getByRole('link')
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

  await member.getByRole('button', { name: 'Close', exact: true }).click()
  await member.getByRole('dialog').getByRole('button', { name: 'Close chat' }).click()
  await widget.root.getByRole('button', { name: 'Start a new chat' }).waitFor()
  await member.getByText('This chat is closed').first().waitFor()
  expect(await member.evaluate(() => 'isSamePage' in window)).toBe(true)
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
