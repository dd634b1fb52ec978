import {
  createDocument,
  createEntry,
  deleteDocument,
  deleteEntry,
  getDocument,
  getEntry,
  limits,
  listDocuments,
  listEntries,
  updateDocument,
  updateEntry,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { page, route } from '../../platform/http/route.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { normalise } from '../../platform/text/index.ts'
import { addDocumentAs, changeDocument, presentDocument, removeDocument } from './documents.service.ts'
import { findDocument, listDocuments as listDocumentRows, type NewDocument, readTextSize } from './documents.store.ts'
import { addEntryAs, changeEntry, presentEntry, removeEntry } from './entries.service.ts'
import { findEntry, listEntries as listEntryRows } from './entries.store.ts'

/** A character takes up to four bytes, and JSON may escape it. */
const textBodyMaxBytes = 6 * limits.textDocumentMaxLength

/**
 * Whether the plan of the transaction's workspace allows so many more.
 * @throws AppError QUOTA_REACHED.
 */
export type AssertRoomFor = (tx: Tx, quota: 'knowledgeSources' | 'storageBytes', more?: number) => Promise<void>

export function registerEntryRoutes(app: FastifyInstance, db: Database, assertRoomFor: AssertRoomFor): void {
  route(app, listEntries, async ({ query, actor }) => {
    const words = normalise(query.search ?? '')
      .split(/\s+/)
      .filter(Boolean)
    const after = query.cursor ? decodeCursor(query.cursor) : null
    const rows = await db.transaction(actor.workspaceId, (tx) =>
      listEntryRows(tx, { words, filter: query, after, limit: query.limit + 1 }),
    )
    return pageOf(rows, query.limit, presentEntry)
  })

  route(app, getEntry, async ({ params, actor }) => {
    const found = await db.transaction(actor.workspaceId, (tx) => findEntry(tx, params.entryId))
    if (!found) throw new AppError('NOT_FOUND')
    return presentEntry(found)
  })

  route(app, createEntry, async ({ body, actor }) =>
    db.transaction(actor.workspaceId, async (tx) => {
      await assertRoomFor(tx, 'knowledgeSources')
      return addEntryAs(actor, tx, body)
    }),
  )

  route(app, updateEntry, async ({ params, body, actor }) =>
    db.transaction(actor.workspaceId, (tx) => changeEntry(actor, tx, params.entryId, body)),
  )

  route(app, deleteEntry, async ({ params, actor }) => {
    await db.transaction(actor.workspaceId, (tx) => removeEntry(actor, tx, params.entryId))
    return {}
  })
}

export function registerDocumentRoutes(
  app: FastifyInstance,
  db: Database,
  jobs: Jobs,
  assertRoomFor: AssertRoomFor,
): void {
  const add = (actor: MemberActor, document: NewDocument) =>
    db.transaction(actor.workspaceId, async (tx) => {
      await assertRoomFor(tx, 'knowledgeSources')
      await assertRoomFor(tx, 'storageBytes', Buffer.byteLength(document.text))
      return addDocumentAs(actor, tx, jobs, document)
    })

  route(app, listDocuments, async ({ query, actor }) => {
    const after = query.cursor ? decodeCursor(query.cursor) : null
    const rows = await db.transaction(actor.workspaceId, (tx) => listDocumentRows(tx, query, after, query.limit + 1))
    return pageOf(rows, query.limit, presentDocument)
  })

  route(app, getDocument, async ({ params, actor }) => {
    const found = await db.transaction(actor.workspaceId, (tx) => findDocument(tx, params.documentId))
    if (!found) throw new AppError('NOT_FOUND')
    const { text, ...row } = found
    return { ...presentDocument(row), text }
  })

  route(app, createDocument, ({ body, actor }) => add(actor, { ...body, file: null }), {
    bodyLimit: textBodyMaxBytes,
  })

  route(
    app,
    updateDocument,
    async ({ params, body, actor }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        if (body.text !== undefined) {
          const before = await readTextSize(tx, params.documentId)
          await assertRoomFor(tx, 'storageBytes', Buffer.byteLength(body.text) - before)
        }
        return changeDocument(actor, tx, jobs, params.documentId, body)
      }),
    { bodyLimit: textBodyMaxBytes },
  )

  route(app, deleteDocument, async ({ params, actor }) => {
    await db.transaction(actor.workspaceId, (tx) => removeDocument(actor, tx, params.documentId))
    return {}
  })
}

/** One row more than asked for was read: it tells whether there is a next page. */
function pageOf<Row extends { id: string; updatedAt: Date }, Item>(
  rows: Row[],
  limit: number,
  present: (row: Row) => Item,
) {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return page(shown.map(present), last ? encodeCursor({ at: last.updatedAt, id: last.id }) : null)
}
