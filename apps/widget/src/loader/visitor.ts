import type { Fact, Profile } from '@minichat/widget'
import type { Panel, ProfileChange } from '../shared/handover.ts'
import { outboxName } from '../shared/storage-names.ts'
import type { Device } from './device.ts'
import { personOf, subjectOf } from './person.ts'

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
  /** Read when it is asked for: the first look at a device's storage takes a while. */
  let known: string | undefined
  let consent: boolean | undefined
  let hasChat: boolean | undefined
  /** By which the site proves who they are. */
  let token = ''

  const hasConsent = () => consent ?? (needsConsent() ? device.get(consentName) !== '' : undefined)
  const mayStore = () => hasConsent() !== false

  /** Only beside a chat: without one there is nothing on this device that could get into wrong hands. */
  function keepPerson(): void {
    hasChat ??= device.names().some((name) => name !== consentName)
    if (hasChat && known && mayStore()) device.set(personName, known)
  }

  return {
    hasConsent,
    /**
     * @param onOther forgets the one before, where it is somebody else now: their chats must not become one.
     * @returns what the server may be told.
     */
    identify({ userId, token: given, ...told }: Profile, onOther: () => void): ProfileChange {
      // Of somebody proven a page may tell more without proving them again, but not that they are another.
      const now = given ? subjectOf(given) : token && !userId ? '' : personOf({ userId, ...told })
      known ??= device.get(personName)
      if (known && now && known !== now) onOther()
      known ||= now
      token = given ?? token
      profile = { ...profile, ...told, attributes: { ...profile.attributes, ...told.attributes } }
      keepPerson()
      return told
    },
    token: () => token,
    /** The one proven here, by whom the panel keeps apart what is on the device; '' for nobody proven. */
    subject: () => token && (known as string),
    /** Another tab has taken the one proven here off the device, or somebody else is there now. */
    isReplaced: () => token && hasChat && mayStore() && device.get(personName) !== known,
    track: (event: Tracked) => {
      tracked = [...tracked, event].slice(-trackedMax)
    },
    passTo(panel: Panel): void {
      hasChat = true
      keepPerson()
      panel.identify(profile)
      for (const event of tracked.splice(0)) panel.track(...event)
    },
    forget(onDevice?: boolean): void {
      if (onDevice) device.clear(consentName)
      token = ''
      profile = {}
      tracked = []
      known = ''
      hasChat = false
    },
    setConsent(given: boolean): void {
      consent = given
      if (!given) device.clear()
      else if (needsConsent()) device.set(consentName, '1')
      keepPerson()
    },
    setChatting: (isChatting: boolean) => {
      if (!isChatting) device.remove(chatName)
      else if (mayStore()) device.set(chatName, '1')
    },
    /** Whether the chat on this device may get an answer, or has something to send. */
    isChatting: () => device.names().some((name) => name === chatName || name.includes(outboxName)),
  }
}
