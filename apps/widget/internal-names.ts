import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Names of properties that only the panel's own code knows: the build shortens them. A name may stand here when no browser,
 * server, page or loader uses it, and nothing reaches it by a text.
 */
export const internalNames = `
  waitingForTeam answeredByPerson justNow isWriting teamOnline teamLater newMessages messageMenu chatMenu copyCode
  removeQuestion answerAgainQuestion keepAnswer startOverQuestion notificationsBlocked eraseQuestion tryAgain
  talkToPerson askForPerson personFailed olderFailed tooLong loadOlder setUnread onArrival staysAwake isOutdated
  isLeader onScrolled onConnection expectsHistory isTransient toggleSound toggleNotify isOnline onStartNew
  onReload onActions onCopyCode onRetry onOlder onReply isAtEnd toEnd tellsDelivered startOver onAlive onEvent
  onSession bannerText setStop onType onStop onSend onPerson onMenu isKnown insteadOf isSame onShown onHidden
  onNetwork onLeave canAnswerAgain isRunning personRequested handedBack leaveEmail isFirst isLast isNamed onStored
  catchUp onUnsent hasWaiting onPolling keepPlace onSelect onChange onAway tellDelivered
  isReading withdraw isSet joined tellHere retryAfterMs notices
`
  .trim()
  .split(/\s+/)

const here = import.meta.dirname
const others = ['src/loader', 'src/shared', '../../packages/contracts/src', '../../packages/widget']
const panel = 'src/panel'

/** @throws when one of them is known elsewhere, or written as a text in the panel. */
export function assertInternal(): void {
  const outside = others.map(textOf).join('\n')
  const inside = textOf(panel)
  for (const name of internalNames) {
    if (new RegExp(`\\b${name}\\b`).test(outside)) throw new Error(`${name} is known outside of the panel.`)
    if (new RegExp(`['"\`]${name}['"\`]`).test(inside)) throw new Error(`${name} is reached by a text.`)
  }
}

const textOf = (folder: string) =>
  readdirSync(join(here, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(here, folder, name), 'utf8'))
    .join('\n')
