import type { Client } from '@minichat/client'
import { startFakeSite } from '../../apps/server/src/testing/fake-site.ts'

const page = (title: string, body: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/help">Help</a></nav>
   <main><h1>${title}</h1>${body}</main></body></html>`

/** A potter's web site, to be read into the knowledge. One of its pages is broken, and one asks to be left out. */
export const startWebSite = () =>
  startFakeSite({
    '/help': page(
      'Help',
      `<p>How we fire, pack and send what we make, and how to care for it once it is on your table.</p>
       <ul><li><a href="/help/lessons">Lessons</a></li><li><a href="/help/th">ภาษาไทย</a></li>
       <li><a href="/help/old">Old</a></li><li><a href="/help/private">Private</a></li></ul>`,
    ),
    '/help/lessons': page(
      'Kiln lessons',
      '<h2>What does a kiln lesson cost?</h2><p>A kiln lesson costs 1,200 baht for two hours, with clay and glaze.</p>',
    ),
    '/help/th': page('การเรียนเผา', '<h2>เรียนเผาวันไหนได้บ้าง</h2><p>เรียนได้ทุกวันเสาร์ เวลา 10:00 ถึง 12:00 ค่ะ</p>'),
    '/help/old': { status: 500, body: 'Broken' },
    '/help/private': {
      headers: { 'x-robots-tag': 'noindex' },
      body: page('Private', '<p>For the staff alone.</p>'),
    },
  })

/** Sources put in order, a site that was read, and two that disagree. */
export async function addOrderedKnowledge(client: Client, siteUrl: string): Promise<void> {
  const { data: site } = await client.request('POST /api/v1/knowledge/sites', {
    body: { kind: 'links', url: `${siteUrl}/help`, name: 'Help pages' },
  })
  const { data: lesson } = await client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'What does a kiln lesson cost?', answer: 'A kiln lesson costs 900 baht.' },
  })
  const { data: offer } = await client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'Is there a discount for Loy Krathong?', answer: 'Yes, 10 % on all lamps until the festival.' },
  })
  const organise = (id: string, change: { folder?: string; addTags?: string[]; rank?: 'high'; validUntil?: string }) =>
    client.request('POST /api/v1/knowledge/organise', { body: { sources: [{ kind: 'entry', id }], ...change } })
  await organise(lesson.id, { folder: 'Lessons', rank: 'high' })
  await organise(offer.id, { folder: 'Offers', addTags: ['2026', 'festival'], validUntil: '2026-11-25T17:00:00.000Z' })
  const params = { siteId: site.id }
  for (let status = site.status; status === 'reading'; ) {
    await new Promise((resolve) => setTimeout(resolve, 300))
    status = (await client.request('GET /api/v1/knowledge/sites/:siteId', { params })).data.status
  }
}
