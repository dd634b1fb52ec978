import type { Fact, Profile } from '@minichat/widget'
import type { Panel, ProfileChange } from '../shared/handover.ts'
import { outboxName, tokenName } from '../shared/storage-names.ts'
import type { Device } from './device.ts'
import { personOf } from './person.ts'

type Tracked = [name: string, properties?: Record<string, Fact>]

const personName = 'person'
const consentName = 'consent'
/** Set while there is a chat that may get an answer. */
const chatName = 'chat'
const trackedMax = 50

/**
 * What the page has told of its visitor, kept here until there is a panel to pass it on; and what may be kept on the
 * device.
 */
export function createVisitor(device: Device, needsConsent: () => boolean) {
  let profile: ProfileChange = {}
  let tracked: Tracked[] = []
  let person = device.get(personName) ?? ''
  let consent: boolean | undefined
  let hasChat = device.has(tokenName) || device.has(outboxName)

  const mayStore = () => consent ?? (!needsConsent() || device.has(consentName))

  /** Only beside a chat: without one there is nothing on this device that could get into wrong hands. */
  function keepPerson(): void {
    if (hasChat && mayStore() && person) device.set(personName, person)
  }

  return {
    mayStore,
    /** @returns false when it is somebody else than before: their chats must not become one. */
    identify({ userId, ...told }: Profile): boolean {
      const now = personOf({ userId, ...told })
      if (now && person && now !== person) return false
      person ||= now
      profile = { ...profile, ...told, attributes: { ...profile.attributes, ...told.attributes } }
      keepPerson()
      return true
    },
    track: (event: Tracked) => {
      tracked = [...tracked, event].slice(-trackedMax)
    },
    passTo(panel: Panel): void {
      hasChat = true
      keepPerson()
      panel.identify(profile)
      for (const event of tracked.splice(0)) panel.track(...event)
    },
    forget(): void {
      device.clear(consentName)
      profile = {}
      tracked = []
      person = ''
      hasChat = false
    },
    setConsent(given: boolean): void {
      consent = given
      if (!given) device.clear()
      else if (needsConsent()) device.set(consentName, '1')
      keepPerson()
    },
    setChatting: (isChatting: boolean) => {
      if (mayStore()) device.set(chatName, isChatting ? '1' : null)
    },
    /** Whether the chat on this device may get an answer, or has something to send. */
    isChatting: () => device.has(chatName) || device.has(outboxName),
  }
}
