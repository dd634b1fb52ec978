import {
  addCannedReply,
  addChatLabel,
  addInboxView,
  changeCannedReply,
  changeChatLabel,
  changeInboxView,
  deleteCannedReply,
  deleteChatLabel,
  deleteInboxView,
  limits,
  listCannedReplies,
  listChatLabels,
  listInboxViews,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { recordAudit } from '../../platform/audit.ts'
import { type Database, sqlState, type Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import { newId } from '../../platform/ids.ts'
import type { Module } from '../../platform/module.ts'
import * as store from './inbox.store.ts'

const uniqueViolation = '23505'

/** What a team arranges its inbox with: labels, saved views, canned replies. */
export function createInboxModule({ db }: { db: Database }): Module {
  /** @throws AppError NAME_TAKEN. */
  async function write<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await db.transaction(workspaceId, work)
    } catch (error) {
      throw sqlState(error) === uniqueViolation ? new AppError('NAME_TAKEN', { cause: error }) : error
    }
  }

  async function assertRoom(tx: Tx, table: Parameters<typeof store.lockAndCount>[1], max: number, ownerId?: string) {
    if ((await store.lockAndCount(tx, table, ownerId ?? null)) >= max) throw new AppError('LIST_FULL')
  }

  function assertThere(isThere: boolean): void {
    if (!isThere) throw new AppError('NOT_FOUND')
  }
  function found<T>(one: T | undefined): T {
    if (one === undefined) throw new AppError('NOT_FOUND')
    return one
  }

  /** @param name what people call it. */
  const record = (tx: Tx, actor: MemberActor, part: 'label' | 'reply', did: string, id: string, name: string) =>
    recordAudit(tx, { actor, action: `inbox.${part}_${did}`, target: { kind: part, id, name } })

  function labelRoutes(app: FastifyInstance): void {
    route(app, listChatLabels, ({ actor }) => db.transaction(actor.workspaceId, store.listLabels))
    route(app, addChatLabel, ({ actor, body }) =>
      write(actor.workspaceId, async (tx) => {
        await assertRoom(tx, 'labels', limits.labelsMax)
        const label = { id: newId(), ...body }
        await store.insertLabel(tx, label)
        await record(tx, actor, 'label', 'added', label.id, label.name)
        return label
      }),
    )
    route(app, changeChatLabel, ({ actor, params, body }) =>
      write(actor.workspaceId, async (tx) => {
        const label = { id: params.labelId, ...body }
        assertThere(await store.updateLabel(tx, label))
        await record(tx, actor, 'label', 'changed', label.id, label.name)
        return label
      }),
    )
    route(app, deleteChatLabel, async ({ actor, params }) => {
      await db.transaction(actor.workspaceId, async (tx) => {
        const { name } = found(await store.deleteLabel(tx, params.labelId))
        await record(tx, actor, 'label', 'removed', params.labelId, name)
      })
      return {}
    })
  }

  function replyRoutes(app: FastifyInstance): void {
    route(app, listCannedReplies, ({ actor }) => db.transaction(actor.workspaceId, store.listReplies))
    route(app, addCannedReply, ({ actor, body }) =>
      write(actor.workspaceId, async (tx) => {
        await assertRoom(tx, 'canned_replies', limits.cannedRepliesMax)
        const reply = { id: newId(), ...body }
        await store.insertReply(tx, reply)
        await record(tx, actor, 'reply', 'added', reply.id, reply.shortcut)
        return reply
      }),
    )
    route(app, changeCannedReply, ({ actor, params, body }) =>
      write(actor.workspaceId, async (tx) => {
        const reply = { id: params.replyId, ...body }
        assertThere(await store.updateReply(tx, reply))
        await record(tx, actor, 'reply', 'changed', reply.id, reply.shortcut)
        return reply
      }),
    )
    route(app, deleteCannedReply, async ({ actor, params }) => {
      await db.transaction(actor.workspaceId, async (tx) => {
        const { shortcut } = found(await store.deleteReply(tx, params.replyId))
        await record(tx, actor, 'reply', 'removed', params.replyId, shortcut)
      })
      return {}
    })
  }

  function viewRoutes(app: FastifyInstance): void {
    route(app, listInboxViews, ({ actor }) =>
      db.transaction(actor.workspaceId, (tx) => store.listViews(tx, actor.userId)),
    )
    route(app, addInboxView, ({ actor, body }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        await assertRoom(tx, 'inbox_views', limits.inboxViewsMax, actor.userId)
        const view = { id: newId(), ...body }
        await store.insertView(tx, actor.userId, view)
        return { ...view, isOwn: true }
      }),
    )
    route(app, changeInboxView, ({ actor, params, body }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        const view = { id: params.viewId, ...body }
        assertThere(await store.updateView(tx, actor.userId, view))
        return { ...view, isOwn: true }
      }),
    )
    route(app, deleteInboxView, async ({ actor, params }) => {
      const remove = (tx: Tx) => store.deleteView(tx, actor.userId, params.viewId)
      assertThere(await db.transaction(actor.workspaceId, remove))
      return {}
    })
  }

  return {
    name: 'inbox',
    tables: [
      { name: 'labels', scope: 'tenant', personalData: [] },
      { name: 'inbox_views', scope: 'tenant', personalData: [{ columns: ['owner_id'], of: 'member' }] },
      { name: 'canned_replies', scope: 'tenant', personalData: [] },
    ],
    routes(app) {
      labelRoutes(app)
      replyRoutes(app)
      viewRoutes(app)
    },
  }
}
