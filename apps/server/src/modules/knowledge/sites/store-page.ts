import type { PageProblem } from '@minichat/contracts'
import type { Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/ids.ts'
import { storeReading } from '../documents.service.ts'
import type { AssertRoomFor } from '../knowledge.routes.ts'
import { isSaidBySite } from './page-problem.ts'
import {
  deletePage,
  deletePageDocuments,
  findPageByUrl,
  findTwin,
  insertPageDocument,
  type PageEnd,
  type PageRow,
  queuePages,
  updatePageDocument,
  writePage,
} from './pages.store.ts'
import type { PageReading } from './read-page.ts'
import type { SiteRow } from './sites.store.ts'

/** What a look at a page came to. */
export type PageLook =
  | { kind: 'unchanged' }
  | { kind: 'refused'; problem: PageProblem; links: string[] }
  | { kind: 'read'; url: string; reading: PageReading; etag: string | null; lastModified: string | null }

/** A page that was missed so often is gone. */
const missedUntilGone = 2

/**
 * Stores what a look at a page came to, and queues what it links to. Storing it again changes nothing.
 * @throws AppError QUOTA_REACHED where the plan has no room for another page.
 */
export async function storeLook(
  tx: Tx,
  assertRoomFor: AssertRoomFor,
  site: SiteRow,
  page: PageRow,
  look: PageLook,
): Promise<void> {
  const follow = (links: string[]) =>
    site.kind === 'links' && page.depth < site.maxDepth && !site.isSecondLook
      ? queuePages(tx, site, links, page.depth + 1)
      : 0
  if (look.kind === 'unchanged') {
    await follow(page.links)
    return void (await writePage(tx, page.id, { ...page, state: 'read', problem: null, missed: 0 }))
  }
  if (look.kind === 'refused') {
    await follow(look.links)
    return storeRefusal(tx, page, look)
  }
  await follow(look.reading.links)
  if (await isCopy(tx, site, page, look.reading)) {
    return storeRefusal(tx, page, { problem: 'same_as_other', links: look.reading.links })
  }
  const documentId = await storeWords(tx, assertRoomFor, site, page, look)
  const { etag, lastModified, reading } = look
  await writePage(tx, page.id, {
    state: reading.passages.length > 0 ? 'read' : 'failed',
    problem: reading.passages.length > 0 ? null : 'no_text',
    documentId,
    etag,
    lastModified,
    contentHash: reading.hash,
    links: reading.links,
    missed: 0,
  })
}

/** What the site takes back is taken out at once, what is gone at the second look, and what failed stays as it was. */
async function storeRefusal(
  tx: Tx,
  page: PageRow,
  { problem, links }: { problem: PageProblem; links: string[] },
): Promise<void> {
  const missed = problem === 'not_found' ? page.missed + 1 : page.missed
  const isGone = missed >= missedUntilGone
  if (page.documentId && (isGone || isSaidBySite(problem))) await deletePageDocuments(tx, [page.documentId])
  if (page.documentId && isGone) return void (await deletePage(tx, page.id))
  if (isSaidBySite(problem)) return void (await writePage(tx, page.id, emptied(problem, links)))
  const isMissing = problem === 'not_found' && page.documentId !== null
  const state = isMissing ? 'missing' : 'failed'
  await writePage(tx, page.id, { ...page, state, problem, missed: isMissing ? missed : 0 })
}

const emptied = (problem: PageProblem, links: string[]): PageEnd => ({
  state: 'skipped',
  problem,
  documentId: null,
  etag: null,
  lastModified: null,
  contentHash: null,
  links,
  missed: 0,
})

/** Whether the page names another one as its original, which is read in its place, or another one has just its words. */
async function isCopy(tx: Tx, site: SiteRow, page: PageRow, { canonical, hash }: PageReading): Promise<boolean> {
  if (await findTwin(tx, site.id, page.id, hash)) return true
  if (canonical === null || canonical === page.url || site.kind === 'page') return false
  const original = await findPageByUrl(tx, site.id, canonical)
  if (original) return original.state === 'queued' || original.state === 'read'
  return (await queuePages(tx, { ...site, maxPages: site.maxPages + 1 }, [canonical], page.depth)) > 0
}

async function storeWords(
  tx: Tx,
  assertRoomFor: AssertRoomFor,
  site: SiteRow,
  page: PageRow,
  { reading, url }: { reading: PageReading; url: string },
): Promise<string> {
  const { title, text, hash } = reading
  if (page.documentId && hash === page.contentHash) return page.documentId
  const documentId = page.documentId ?? newId()
  if (!page.documentId) await assertRoomFor(tx, 'knowledgeSources')
  await assertRoomFor(tx, 'storageBytes', Buffer.byteLength(text))
  if (page.documentId) await updatePageDocument(tx, documentId, { title, url, text })
  else await insertPageDocument(tx, documentId, site.id, { title, url, text })
  await storeReading(tx, documentId, reading)
  return documentId
}
