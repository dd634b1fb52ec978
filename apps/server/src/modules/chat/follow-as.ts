import type { ChatEvent, InboxEvent, PassingEvent } from '@minichat/contracts'
import { AppError } from '../../platform/errors.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { LiveEvent } from '../../platform/realtime/live-event.ts'
import { followMembership, followWorkspaceEnd } from '../../platform/realtime/memberships.ts'
import type { Presence } from '../../platform/realtime/presence.ts'
import type { Duty } from './duty.ts'
import type { InboxFeeds } from './inbox-feed.ts'
import { followInbox } from './inbox-live.ts'
import { type FollowDeps, type Following, followChat, type Room } from './live.ts'
import type { Queues } from './queue.ts'
import { chatTopic, memberKey, membersKey, visitorKey } from './topics.ts'

/** One for each state, so that however many are told, it is encoded once. */
const memberPresence = [false, true].map(
  (online) => new LiveEvent({ type: 'presence', who: 'member', online } as const),
)

const isForVisitor = (event: ChatEvent) => event.type === 'typing' && event.who === 'member'

/**
 * A visitor follows their chat: they are there for members as long as they do, and see whether members are.
 * @param onError the following has ended, by a failure or because the workspace was deleted.
 */
export function followAsVisitor(
  deps: FollowDeps & { presence: Presence; queues: Queues },
  chat: { workspaceId: string; chatId: string; after: number; room?: Room; isStream: boolean },
  send: (live: LiveEvent<ChatEvent>) => void,
  onError: (error: unknown) => void,
): Following {
  const { presence } = deps
  const { workspaceId, chatId, after, room } = chat
  const sendPresence = (online: boolean) => send(memberPresence[Number(online)] as LiveEvent<ChatEvent>)
  const following = followChat(deps, { workspaceId, chatId, after, room, isFor: isForVisitor }, send, onError)
  const leave = presence.enter(visitorKey(workspaceId, chatId))
  const unwatch = presence.watch(membersKey(workspaceId), sendPresence)
  const tellPlace = (place: number | null) => send(new LiveEvent({ type: 'queue', place } as const))
  // Who polls would be told at once, again and again.
  const leaveQueue = deps.queues.join(workspaceId, chatId, tellPlace, { isTold: chat.isStream })
  const unfollow = followWorkspaceEnd(deps.hub, workspaceId, () => onError(new AppError('WIDGET_NOT_FOUND')))
  return endingAlso(following, leave, unwatch, leaveQueue, unfollow)
}

/**
 * A member follows the inbox: they are there for visitors as long as they do; of the chat on screen, its visitor too.
 * A program with an API key follows it without being there for anybody.
 * @param onError the following has ended, by a failure or together with the membership.
 */
export function followAsMember(
  deps: { feeds: InboxFeeds; presence: Presence; duty: Pick<Duty, 'enter'> },
  inbox: Parameters<typeof followInbox>[1] & { isPerson: boolean; name: string },
  send: (live: LiveEvent<InboxEvent>) => void,
  onError: (error: unknown) => void,
): ReturnType<typeof followInbox> {
  const { feeds, presence } = deps
  const { workspaceId, userId, chatId } = inbox
  const unfollow = followMembership(
    deps.feeds.hub,
    { workspaceId, userId },
    {
      changed: (role) => send(new LiveEvent({ type: 'membership.changed', role })),
      ended: () => onError(new AppError('NOT_FOUND')),
    },
  )
  const looking = inbox.isPerson && chatId ? startLooking(feeds.hub, { ...inbox, chatId }) : null
  const following = followInbox(
    feeds,
    inbox,
    (live) => {
      looking?.hear(live.event)
      send(inbox.isPerson ? live : forProgram(live))
    },
    onError,
  )
  const leave = inbox.isPerson ? presence.enter(membersKey(workspaceId)) : () => {}
  const leaveAsOne = inbox.isPerson ? presence.enter(memberKey(workspaceId, userId)) : () => {}
  const leaveDuty = inbox.isPerson ? deps.duty.enter(workspaceId, userId) : () => {}
  const sendPresence = (online: boolean) => {
    if (!chatId) return
    send(new LiveEvent({ type: 'passing', chatId, event: { type: 'presence', who: 'visitor', online } }))
  }
  const unwatch = chatId ? presence.watch(visitorKey(workspaceId, chatId), sendPresence) : () => {}
  if (chatId) sendPresence(presence.isOnline(visitorKey(workspaceId, chatId)))
  return endingAlso(following, leave, leaveAsOne, leaveDuty, unwatch, unfollow, looking?.stop ?? (() => {}))
}

const lookingEveryMs = 10_000

/** Tells the others who look at the same chat; who comes later is told at once. Nothing of it is stored. */
function startLooking(
  hub: Hub,
  { workspaceId, chatId, userId, name }: { workspaceId: string; chatId: string; userId: string; name: string },
) {
  const tell = (isHere: boolean, isNew: boolean) =>
    hub.publish(chatTopic(workspaceId, chatId), {
      type: 'looking',
      memberId: userId,
      name,
      isHere,
      isNew,
    } as PassingEvent)
  tell(true, true)
  const timer = setInterval(() => tell(true, false), lookingEveryMs)
  return {
    hear(event: InboxEvent) {
      if (event.type === 'passing' && event.event.type === 'looking' && event.event.isNew) tell(true, false)
    },
    stop() {
      clearInterval(timer)
      tell(false, false)
    },
  }
}

/** Programs are told that there is a note, and not what it says: what they pass on may end anywhere. */
function forProgram(live: LiveEvent<InboxEvent>): LiveEvent<InboxEvent> {
  const { event: entry } = live
  if (entry.type !== 'feed' || (entry.event.type !== 'note.created' && entry.event.type !== 'note.removed')) return live
  const event = { ...entry.event, note: { ...entry.event.note, text: '', mentions: [] } }
  return new LiveEvent({ ...entry, event }, entry.cursor)
}

const endingAlso = <T>(following: { ready: Promise<T>; stop: () => void }, ...endings: (() => void)[]) => ({
  ready: following.ready,
  stop() {
    for (const end of [following.stop, ...endings]) end()
  },
})
