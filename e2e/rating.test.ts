import type { Client } from '@minichat/client'
import { beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage()
let client: Client
let widgetKey: string
beforeAll(async () => {
  const made = await makeFirstAccount(stage.url(), stage.product().setupToken())
  client = made.client
  widgetKey = made.widgetKey
})

test('once a chat is closed its visitor says how it was, and why; members see it at once, also after the page was left', async () => {
  const visitor = await stage.newPage()
  await visitor.goto(`${stage.url()}/demo?widget=${widgetKey}`)
  const widget = widgetOn(visitor)
  await widget.open()
  await widget.ask('Hello there')
  expect(await widget.root.getByText('How was this chat?').isVisible()).toBe(false)

  const { data: chats } = await client.request('GET /api/v1/chats')
  const chatId = chats[0]?.id ?? ''
  const members = await stage.newContext()
  await signIn(members, stage.url())
  const member = await members.newPage()
  await member.setViewportSize({ width: 1600, height: 900 })
  await member.goto(`${stage.url()}/chats/${chatId}`)
  await client.request('POST /api/v1/chats/:chatId/close', { params: { chatId } })

  const good = widget.root.getByRole('button', { name: 'Good' })
  await widget.root.getByText('How was this chat?').waitFor()
  expect(await widget.root.getByPlaceholder('Why?').isVisible()).toBe(false)
  expect(await inspect(visitor, 'widget, a chat to be rated')).toEqual([])
  await good.click()
  const why = widget.root.getByPlaceholder('Why?')
  await why.fill('Quick and kind')
  await why.press('Enter')
  await member.getByText('Quick and kind').waitFor()
  await member.locator('dd', { hasText: 'Good' }).waitFor()
  expect(await good.getAttribute('aria-pressed')).toBe('true')

  await visitor.reload()
  await widget.launcher.click()
  await widget.root.getByRole('button', { name: 'Good', pressed: true }).waitFor()
  await widget.root.getByRole('button', { name: 'Bad' }).click()
  await expect
    .poll(async () => (await client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data.chat)
    .toMatchObject({ rating: 1, ratingComment: 'Quick and kind' })

  await widget.root.getByRole('button', { name: 'Start a new chat' }).click()
  await widget.field.waitFor()
  expect(await good.isVisible()).toBe(false)
})
