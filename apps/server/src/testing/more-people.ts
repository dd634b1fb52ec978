import type { Role } from '@minichat/contracts'
import { newId } from '../platform/ids.ts'
import type { Person, TestApp } from './test-app.ts'

/** Another account with the password of the first one, in no workspace. */
export async function givenAccount(server: TestApp, name: string): Promise<{ id: string; email: string }> {
  const account = { id: newId(), email: `${name.toLowerCase()}@example.com` }
  await server.db.query(
    `insert into users (id, email, name, password_hash, email_verified_at)
     select $1, $2, $3, password_hash, now() from users order by id limit 1`,
    [account.id, account.email, name],
  )
  return account
}

/** The same, signed in. */
export const givenPerson = async (server: TestApp, name: string): Promise<Person> =>
  server.given.signIn((await givenAccount(server, name)).email)

const join = (server: TestApp, workspaceId: string, userId: string, role: Role) =>
  server.db.transaction(workspaceId, (tx) =>
    tx.query('insert into memberships (workspace_id, user_id, role) values ($1, $2, $3)', [workspaceId, userId, role]),
  )

/** A member of somebody's workspace. */
export async function givenMember(server: TestApp, owner: Person, name: string, role: Role): Promise<Person> {
  const { id, email } = await givenAccount(server, name)
  await join(server, owner.workspaceId, id, role)
  return server.given.signIn(email)
}

/** An owner of a workspace of their own, without widgets. */
export async function givenOtherOwner(server: TestApp, name: string): Promise<Person> {
  const { id, email } = await givenAccount(server, name)
  const workspaceId = newId()
  await server.db.transaction(workspaceId, (tx) =>
    tx.query('insert into workspaces (id, name) values ($1, $2)', [workspaceId, `Shop of ${name}`]),
  )
  await join(server, workspaceId, id, 'owner')
  return server.given.signIn(email)
}
