import { timingSafeEqual } from 'node:crypto'
import type { Me, MyInvitation, Role } from '@minichat/contracts'
import type { Config } from '../../config.ts'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { originOf, type PersonActor } from '../../platform/http/actor.ts'
import { hashOfToken } from '../../platform/secrets/random-token.ts'
import type { Exchange } from '../accounts/index.ts'
import type { TeamAccounts } from './accounts-port.ts'
import { readInvitationToken } from './invitation-token.ts'
import { findInvitation, type InvitationRow, markAccepted } from './invitations.store.ts'
import { findMember, insertMember, lockTeam } from './members.store.ts'

type Joined = { workspaceId: string; me: Me }
type MyInvitationRow = {
  workspace_id: string
  id: string
  workspace: string
  invited_by: string | null
  role: Role
  expires_at: Date
}

/** What those who were invited do with it. */
export function createAcceptingService(deps: {
  db: Database
  accounts: TeamAccounts
  registration: Config['registration']
  nowMs: () => number
}) {
  const { db, accounts, nowMs } = deps

  const isOpen = (row: InvitationRow) => row.accepted_at === null && row.expires_at.getTime() > nowMs()

  /**
   * The invitation behind a link, with its workspace locked.
   * @throws AppError INVALID_LINK.
   */
  async function find(tx: Tx, id: string, token: string | null) {
    const workspace = await lockTeam(tx)
    const row = await findInvitation(tx, id)
    const isRight = row && (token === null || timingSafeEqual(row.token_hash, hashOfToken(token)))
    if (!workspace || !isRight) throw new AppError('INVALID_LINK')
    return { workspace, row }
  }

  function partsOf(token: string) {
    const parts = readInvitationToken(token)
    if (!parts) throw new AppError('INVALID_LINK')
    return parts
  }

  const look = (token: string) => {
    const { workspaceId, invitationId } = partsOf(token)
    return db.transaction(workspaceId, async (tx) => {
      const { workspace, row } = await find(tx, invitationId, token)
      if (!isOpen(row)) throw new AppError('INVALID_LINK')
      return { workspace: workspace.name, row }
    })
  }

  /** Makes the person a member. Whoever has accepted already is in, and nothing happens again. */
  const join = (
    person: PersonActor & { email: string },
    place: { workspaceId: string; invitationId: string; token: string | null },
  ): Promise<void> =>
    db.transaction(place.workspaceId, async (tx) => {
      const { row } = await find(tx, place.invitationId, place.token)
      if (row.accepted_by === person.userId && (await findMember(tx, person.userId))) return
      if (!isOpen(row)) throw new AppError('INVALID_LINK')
      if (row.email !== person.email) throw new AppError('INVITED_ANOTHER')
      const isNew = await insertMember(tx, person.userId, row.role)
      await markAccepted(tx, row.id, person.userId, new Date(nowMs()))
      if (isNew) {
        const actor = {
          ...person,
          kind: 'member',
          workspaceId: place.workspaceId,
          role: row.role,
          keyId: null,
        } as const
        await recordAudit(tx, {
          actor,
          action: 'team.member_joined',
          target: { kind: 'member', id: person.userId, name: person.name },
          after: { role: row.role },
        })
      }
      tx.afterCommit(() => accounts.membershipsChanged(person.userId))
    })

  const invitationsFor = (email: string) =>
    db.query<MyInvitationRow>('select * from invitations_for($1, $2)', [email, new Date(nowMs())])

  return {
    isInvited: async (email: string) => (await invitationsFor(email)).length > 0,

    async look(token: string) {
      const { workspace, row } = await look(token)
      return {
        workspace,
        invitedBy: row.invited_by_name,
        role: row.role,
        email: row.email,
        expiresAt: row.expires_at.toISOString(),
        hasAccount: (await accounts.findByEmail(row.email)) !== null,
      }
    },

    async listFor(userId: string): Promise<MyInvitation[]> {
      const { user } = await accounts.meOf(userId)
      return (await invitationsFor(user.email)).map((row) => ({
        id: row.id,
        workspace: row.workspace,
        invitedBy: row.invited_by,
        role: row.role,
        expiresAt: row.expires_at.toISOString(),
      }))
    },

    /** @throws AppError INVALID_LINK, INVITED_ANOTHER, NOT_FOUND. */
    async accept(person: PersonActor, by: { token: string } | { invitationId: string }): Promise<Joined> {
      const { email } = (await accounts.meOf(person.userId)).user
      const place = 'token' in by ? { ...partsOf(by.token), token: by.token } : await ownPlace(email, by.invitationId)
      await join({ ...person, email }, place)
      return { workspaceId: place.workspaceId, me: await accounts.meOf(person.userId, person.sessionId) }
    },

    /** @throws AppError REGISTRATION_CLOSED, INVALID_LINK, WEAK_PASSWORD, EMAIL_TAKEN. */
    async acceptAsNew(
      input: { token: string; name: string; password: string; locale: 'en' | 'th' },
      exchange: Exchange,
    ): Promise<Joined> {
      if (deps.registration === 'closed') throw new AppError('REGISTRATION_CLOSED')
      const { token, ...person } = input
      const { row } = await look(token)
      const { id: userId } = await accounts.createVerified({ ...person, email: row.email })
      const from = originOf(exchange.raw)
      const actor: PersonActor = { kind: 'person', userId, name: person.name, isOperator: false, from }
      const place = { ...partsOf(token), token }
      await join({ ...actor, email: row.email }, place)
      return { workspaceId: place.workspaceId, me: await accounts.completeSignIn(userId, exchange, { by: 'password' }) }
    },
  }

  async function ownPlace(email: string, invitationId: string) {
    const row = (await invitationsFor(email)).find(({ id }) => id === invitationId)
    if (!row) throw new AppError('NOT_FOUND')
    return { workspaceId: row.workspace_id, invitationId, token: null }
  }
}

export type AcceptingService = ReturnType<typeof createAcceptingService>
