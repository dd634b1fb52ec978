import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { type SigningKey, signIdentity } from '../apps/server/src/testing/identity-token.ts'
import { patienceMs } from './tools/browser.ts'
import { answer, question, useShop } from './tools/shop.ts'
import { useStage } from './tools/stage.ts'
import { callOn, widgetOn } from './tools/widget.ts'

const stage = useStage()
const shop = await useShop(stage)
let key: SigningKey

beforeAll(async () => {
  const { data } = await shop.client().request('POST /api/v1/identity-keys')
  key = { keyId: data.key.id, secret: data.secret }
})

let people = 0
const newSub = () => `user-${++people}`
const tokenOf = (sub: string, claims: object = {}) => signIdentity(key, { sub, aud: shop.widgetKey(), ...claims })

/** A page of the shop on which this user is signed in: it tells the chat before its script is there, as pages do. */
async function visit(context: BrowserContext, token: string | null): Promise<Page> {
  const page = await context.newPage()
  const queue = token ? [['identify', { token }]] : []
  const head = `<script>window.told = []; window.MiniChat = { q: ${JSON.stringify(queue)} }</script>`
  await page.goto(shop.site.put(`/${Math.random()}`, { head, body: shop.tag() }))
  return page
}

const openedOn = async (page: Page) => {
  const widget = widgetOn(page)
  await widget.open()
  return widget
}
/** All that the chat shows, in whatever state. */
const shown = (page: Page) =>
  page.evaluate(() => document.querySelector('minichat-widget')?.shadowRoot?.textContent ?? '')
const kept = (page: Page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
const chatsOf = async (sub: string) => {
  const client = shop.client()
  const all = await Promise.all(
    (await shop.chats()).map(({ id }) => client.request('GET /api/v1/chats/:chatId', { params: { chatId: id } })),
  )
  return all.map(({ data }) => data).filter(({ visitor }) => visitor.verified?.externalId === sub)
}
const saidBy = (visitor: { messages: { author: { kind: string }; text: string }[] }[]) =>
  visitor.flatMap(({ messages }) => messages).flatMap(({ author, text }) => (author.kind === 'visitor' ? [text] : []))

async function requireProof(identityRequired: boolean) {
  const client = shop.client()
  const [widget] = (await client.request('GET /api/v1/widgets')).data
  await client.request('PATCH /api/v1/widgets/:widgetId', {
    params: { widgetId: widget?.id ?? '' },
    body: { identityRequired },
  })
}
afterEach(() => requireProof(false))

test('a user of the site has the same chat on two devices, live on both', async () => {
  const sub = newSub()
  const phone = await visit(await stage.newContext(), tokenOf(sub, { name: 'Mali' }))
  const onPhone = await openedOn(phone)
  expect(await onPhone.ask(question)).toContain(answer)

  const laptop = await visit(await stage.newContext(), tokenOf(sub, { name: 'Mali' }))
  const onLaptop = await openedOn(laptop)
  await expect.poll(() => onLaptop.said('visitor'), { timeout: patienceMs }).toEqual([question])
  await onLaptop.say('And from the laptop')
  await expect.poll(() => onPhone.said('visitor'), { timeout: patienceMs }).toEqual([question, 'And from the laptop'])
  expect(await chatsOf(sub)).toHaveLength(1)

  // Nothing is asked of the visitor after a reload.
  await phone.reload()
  const again = await openedOn(phone)
  await expect.poll(() => again.said('visitor'), { timeout: patienceMs }).toEqual([question, 'And from the laptop'])
})

test('when another user signs in, nothing of the one before is shown, kept or sent', async () => {
  const [mali, somchai] = [newSub(), newSub()]
  const context = await stage.newContext()
  const page = await visit(context, tokenOf(mali))
  const widget = await openedOn(page)
  await widget.ask('Secret of her')
  await context.setOffline(true)
  await widget.say('Not sent by her')
  await expect.poll(() => shown(page)).toContain('Not sent by her')
  expect(await kept(page)).toContain('Not sent by her')

  // In the same moment, before the browser draws anything.
  const atOnce = await page.evaluate((token) => {
    ;(window.MiniChat as { identify: (profile: object) => void }).identify({ token })
    return document.querySelector('minichat-widget')?.shadowRoot?.textContent ?? ''
  }, tokenOf(somchai))
  expect(atOnce).not.toContain('of her')
  expect(atOnce).not.toContain('by her')
  expect(await kept(page)).not.toContain('by her')
  await context.setOffline(false)
  await widget.field.waitFor()
  await widget.ask(question)
  expect(await shown(page)).not.toMatch(/(of|by) her/)
  expect(saidBy(await chatsOf(somchai))).toEqual([question])
  expect(saidBy(await chatsOf(mali))).toEqual(['Secret of her'])

  await callOn(page, ['identify', { token: tokenOf(mali) }])
  await expect.poll(() => widget.said('visitor'), { timeout: patienceMs }).toEqual(['Secret of her'])
})

test('what was said before signing in stays unproven, and the proven chat begins empty', async () => {
  const sub = newSub()
  const page = await visit(await stage.newContext(), null)
  const widget = await openedOn(page)
  await widget.ask('Before I signed in')
  await callOn(page, ['identify', { token: tokenOf(sub) }])
  await expect.poll(() => shown(page)).not.toContain('Before I signed in')
  await widget.field.waitFor()
  await widget.ask(question)
  expect(await widget.said('visitor')).toEqual([question])
  expect(saidBy(await chatsOf(sub))).toEqual([question])
  const unproven = (await shop.chats()).find(({ visitor }) => !visitor.isVerified)
  expect(unproven?.lastMessage?.excerpt).toBeTruthy()
  expect(unproven?.status).toBe('open')

  // Signing out, and saying who one is without a token: nothing proven either.
  await callOn(page, ['reset'], ['identify', { userId: sub, name: 'Mali' }])
  expect(await shown(page)).not.toContain(question)
  await widget.field.waitFor()
  await widget.ask('Who am I?')
  expect(await widget.said('visitor')).toEqual(['Who am I?'])
  expect(saidBy(await chatsOf(sub))).toEqual([question])
  expect(await chatsOf(sub).then(([chat]) => chat?.chat.status)).toBe('open')
})

test('a page that learns late who is signed in shows their chat, and sends nothing of theirs as somebody unproven', async () => {
  const sub = newSub()
  const context = await stage.newContext()
  const page = await visit(context, tokenOf(sub))
  const widget = await openedOn(page)
  await widget.ask(question)
  await context.setOffline(true)
  await widget.say('Written offline')
  await expect.poll(() => kept(page)).toContain('Written offline')
  await context.setOffline(false)
  const late = await visit(context, null)
  const onLate = await openedOn(late)
  await page.close()
  expect(await shown(late)).not.toContain(question)
  await onLate.ask('Nobody yet')
  await callOn(late, ['identify', { token: tokenOf(sub) }])
  await expect.poll(() => onLate.said('visitor'), { timeout: patienceMs }).toEqual([question, 'Written offline'])
  expect(saidBy(await chatsOf(sub))).toEqual([question, 'Written offline'])
})

test('the page is asked for a fresh token before the old one ends, and the chat goes on without a break', async () => {
  const sub = newSub()
  const inSeconds = (seconds: number) => ({ exp: Math.floor(Date.now() / 1000) + seconds })
  const page = await visit(await stage.newContext(), tokenOf(sub, inSeconds(8)))
  await page.exposeFunction('freshToken', () => tokenOf(sub))
  await page.evaluate(() => {
    const { MiniChat, freshToken, told } = window as unknown as {
      MiniChat: { q: { push: (...calls: unknown[]) => void } }
      freshToken: () => Promise<string>
      told: string[]
    }
    MiniChat.q.push(
      [
        'on',
        'identityExpired',
        async () => {
          told.push('asked')
          MiniChat.q.push(['identify', { token: await freshToken() }])
        },
      ],
      ['on', 'error', ({ code }: { code: string }) => told.push(code)],
    )
  })
  const widget = await openedOn(page)
  await widget.ask(question)
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
  await expect.poll(told, { timeout: patienceMs }).toEqual(['asked'])
  // Past the end of the first one.
  await page.waitForTimeout(9000)
  expect(await told()).toEqual(['asked'])
  expect(await widget.said('visitor')).toEqual([question])
  await widget.ask('Still here?')
  expect(saidBy(await chatsOf(sub))).toEqual([question, 'Still here?'])
})

test('once the proof has ended the history is closed, until there is a fresh one; what was written meanwhile is sent then', async () => {
  const sub = newSub()
  const page = await visit(await stage.newContext(), tokenOf(sub, { exp: Math.floor(Date.now() / 1000) + 10 }))
  const widget = await openedOn(page)
  await widget.say('Only for me')
  await widget.panel.getByText('Sign in on this page to chat.').waitFor()
  expect(await shown(page)).not.toContain('Only for me')
  await widget.say('Written while it was closed')
  await callOn(page, ['identify', { token: tokenOf(sub) }])
  await expect
    .poll(() => widget.said('visitor'), { timeout: patienceMs })
    .toEqual(['Only for me', 'Written while it was closed'])
  await expect
    .poll(async () => saidBy(await chatsOf(sub)), { timeout: patienceMs })
    .toEqual(['Only for me', 'Written while it was closed'])
})

test('signing out in one tab closes the chat in the others at once', async () => {
  const sub = newSub()
  const context = await stage.newContext()
  const [first, second] = [await visit(context, tokenOf(sub)), await visit(context, tokenOf(sub))]
  const [inFirst, inSecond] = [await openedOn(first), await openedOn(second)]
  await inFirst.ask(question)
  await expect.poll(() => inSecond.said('visitor'), { timeout: patienceMs }).toEqual([question])
  await callOn(first, ['reset'])
  await expect.poll(() => shown(second)).not.toContain(question)
  expect(await shown(first)).not.toContain(question)
  // The tab hears of each thing that leaves the device by itself; only then is the panel in which to write there.
  await expect.poll(() => kept(second)).not.toContain(encodeURIComponent(sub))
  await inSecond.field.waitFor()
  await inSecond.ask('Who am I?')
  expect(await inSecond.said('visitor')).toEqual(['Who am I?'])
  expect(saidBy(await chatsOf(sub))).toEqual([question])
  expect(await kept(second)).not.toContain(encodeURIComponent(sub))
})

test('a widget for verified visitors asks the others to sign in', async () => {
  await requireProof(true)
  const page = await visit(await stage.newContext(), null)
  const widget = await openedOn(page)
  await widget.panel.getByText('Sign in on this page to chat.').waitFor()
  await callOn(page, ['identify', { token: tokenOf(newSub()) }])
  await widget.field.waitFor()
  expect(await widget.ask(question)).toContain(answer)
})

test('a token that is none is said in the console, and changes nothing', async () => {
  const page = await visit(await stage.newContext(), null)
  const warnings: string[] = []
  page.on('console', (line) => line.type() === 'warning' && warnings.push(line.text()))
  const widget = await openedOn(page)
  await widget.say('Hello')
  await callOn(page, ['identify', { token: 'no token' }])
  await expect.poll(() => warnings).toEqual([expect.stringContaining('MiniChat: identify({token')])
  expect(warnings.join()).not.toContain('no token')
  expect(await widget.said('visitor')).toEqual(['Hello'])
})
