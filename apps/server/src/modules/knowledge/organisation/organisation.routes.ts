import { listConflicts, listLabels, organiseSources, searchKnowledge } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../../platform/database/database.ts'
import { route } from '../../../platform/http/route.ts'
import { retrieve } from '../retrieval.ts'
import { findConflicts } from './conflicts.ts'
import { listFolders, listTags } from './organisation.store.ts'
import { organise } from './organise.ts'

export function registerOrganisationRoutes(app: FastifyInstance, db: Database): void {
  route(app, organiseSources, async ({ body: { sources, ...change }, actor }) => ({
    changed: await db.transaction(actor.workspaceId, (tx) => organise(actor, tx, sources, change)),
  }))

  route(app, listLabels, ({ actor }) =>
    db.transaction(actor.workspaceId, async (tx) => ({ folders: await listFolders(tx), tags: await listTags(tx) })),
  )

  route(app, listConflicts, ({ actor }) => db.transaction(actor.workspaceId, findConflicts))

  route(app, searchKnowledge, async ({ body, actor }) => {
    const found = await db.transaction(actor.workspaceId, (tx) =>
      retrieve(tx, body.question, body.locale ? { locale: body.locale } : {}),
    )
    return found.map(({ passageId, entryId, documentId, title, text, url, locale, score }) => ({
      passageId,
      entryId,
      documentId,
      title,
      text,
      url,
      locale,
      score,
    }))
  })
}
