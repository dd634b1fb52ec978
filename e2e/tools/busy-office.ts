import { readFile } from 'node:fs/promises'
import { type Client, createClient } from '@minichat/client'
import { guides } from '@minichat/contracts'
import { cookieJar } from '../../apps/server/src/testing/first-account.ts'
import { startVisitor } from './visitor.ts'

export const account = { name: 'Mali', email: 'mali@baandin.example', password: 'Correct-Horse-7' }
const shopEntries = new URL('../../apps/server/src/modules/sample/content/entries.json', import.meta.url)
const careGuides = [
  { title: 'Care guide', file: 'care-guide.en.md' },
  { title: 'คู่มือการดูแล', file: 'care-guide.th.md' },
]

/** A workspace on a busy morning: knowledge in two languages, and chats at every stage. */
export async function openBusyOffice(url: string, setupToken: string) {
  let workspaceId: string | null = null
  const client = createClient({ baseUrl: url, workspaceId: () => workspaceId, fetch: cookieJar().fetch, renews: true })
  const body = { ...account, token: setupToken, workspaceName: 'Baan Din Ceramics' }
  const { data: me } = await client.request('POST /api/v1/setup', { body })
  workspaceId = me.workspaces.find(({ isSample }) => !isSample)?.id ?? null
  await client.request('PATCH /api/v1/me/guides', { body: { seen: [...guides] } })
  await addKnowledge(client)
  const { data: widgets } = await client.request('GET /api/v1/widgets')
  const widgetKey = widgets[0]?.key ?? ''
  const arrive = (page: string) => startVisitor(url, widgetKey, `https://baandin.example/${page}`)
  const newestChat = async () => (await client.request('GET /api/v1/chats')).data[0]?.id ?? ''

  const done = await arrive('gifts')
  await done.ask('Can you gift-wrap my order?')
  await done.ask('Thank you!')
  await client.request('POST /api/v1/chats/:chatId/close', { params: { chatId: await newestChat() } })

  const pots = await arrive('teapots/celadon')
  await pots.ask('What does the teapot cost and how big is it?')
  await pots.ask('How long does international shipping take?')

  const mugs = await arrive('mugs')
  await mugs.ask('How big are the mugs and bowls exactly?')

  const classes = await arrive('th/classes')
  await classes.ask('เรียนปั้นดินต้องจองล่วงหน้าไหมคะ', 'th')

  const thai = await arrive('th/shipping')
  await thai.ask('ส่งต่างประเทศใช้เวลากี่วันคะ', 'th')
  await thai.ask('ต้องเสียภาษีนำเข้าไหม', 'th')

  const custom = await arrive('th/custom')
  await custom.ask('อยากสั่งทำถ้วยชาสลักชื่อบริษัท 40 ใบ ทันงานวันที่ 12 ไหมคะ', 'th')
  await custom.requestPerson()

  const broken = await arrive('mugs/lotus')
  await broken.ask('My mug arrived broken. What do I do?')
  await broken.ask('It was a birthday present for Sunday. Can somebody drive a new one over?')
  await broken.requestPerson()
  for (const seen of ['mugs', 'mugs/lotus', 'returns', 'mugs/lotus']) {
    await broken.act('whereabouts', { pageUrl: `https://baandin.example/${seen}` })
  }
  const takenOver = await newestChat()
  const params = { chatId: takenOver }
  await client.request('POST /api/v1/chats/:chatId/take-over', { params })
  const reply = (text: string, number: number) =>
    client.request('POST /api/v1/chats/:chatId/messages', {
      params,
      body: { text, clientMessageId: `m-office-${number}` },
    })
  await reply('Hello, Mali here. I am so sorry about the mug! Which one was it, and where should the new one go?', 1)
  await broken.say('The gold-rim one, to Nimman Soi 9. You are wonderful!')
  await reply('Our rider leaves at two today, so it will be there by three. Keep the broken one for your plants.', 2)
  await broken.say('Thank you so much, Mali!')

  return { client, takenOver, arrive, newestChat }
}

/** The sample shop's words under this shop's name. */
const ours = (text: string) => text.replaceAll('lotus-and-co', 'baandin').replaceAll('Lotus & Co', 'Baan Din')

async function addKnowledge(client: Client): Promise<void> {
  type Entry = { language: 'en' | 'th'; question: string; answer: string }
  const entries = JSON.parse(await readFile(shopEntries, 'utf8')) as Entry[]
  for (const { question, answer, language } of entries) {
    const body = { question, answer: ours(answer), locale: language, url: null }
    await client.request('POST /api/v1/knowledge/entries', { body })
  }
  for (const { title, file } of careGuides) {
    const text = await readFile(new URL(file, shopEntries), 'utf8')
    await client.request('POST /api/v1/knowledge/documents', { body: { title, text, format: 'markdown' } })
  }
}
