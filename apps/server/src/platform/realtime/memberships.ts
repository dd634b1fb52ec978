import type { Role } from '@minichat/contracts'
import type { Hub } from './hub.ts'
import type { LiveEvent } from './live-event.ts'

/** What followers of a workspace's inbox are told about their own membership. */
export type MembershipNotice = { type: 'membership.changed'; role: Role } | { type: 'membership.ended' }

export type MembershipPair = { workspaceId: string; userId: string }

const topicOf = ({ workspaceId, userId }: MembershipPair) => `membership:${workspaceId}:${userId}`
const followed = new Map<string, MembershipPair & { followers: number }>()

/** Memberships that hold a stream open in this process. */
export const followedMemberships = (): MembershipPair[] => [...followed.values()]

/** Call it after the commit. */
export const tellMembership = (hub: Hub, pair: MembershipPair, notice: MembershipNotice) =>
  hub.publish(topicOf(pair), notice)

/** Ends what is open in this process alone: the word of another one may have been lost. */
export const hintMembershipEnd = (hub: Hub, pair: MembershipPair) => hub.hint(topicOf(pair))

/** @returns ends it */
export function followMembership(
  hub: Hub,
  pair: MembershipPair,
  on: { changed: (role: Role) => void; ended: () => void },
): () => void {
  const topic = topicOf(pair)
  const known = followed.get(topic) ?? { ...pair, followers: 0 }
  known.followers += 1
  followed.set(topic, known)
  const unsubscribe = hub.subscribe(topic, (live: LiveEvent | null) => {
    const notice = live?.event as MembershipNotice | undefined
    if (notice?.type === 'membership.changed') on.changed(notice.role)
    else on.ended()
  })
  return () => {
    unsubscribe()
    known.followers -= 1
    if (known.followers === 0) followed.delete(topic)
  }
}

const workspaceTopic = (workspaceId: string) => `workspace-end:${workspaceId}`

/** A workspace was deleted: its visitors' streams end. Call it after the commit. */
export const tellWorkspaceEnd = (hub: Hub, workspaceId: string) => hub.publish(workspaceTopic(workspaceId), null)

/** @returns ends it */
export const followWorkspaceEnd = (hub: Hub, workspaceId: string, onEnd: () => void) =>
  hub.subscribe(workspaceTopic(workspaceId), onEnd)
