import type { Play } from './play.ts'
import { showChanges, showCutAnswers, showTyping, showWhoAnswers } from './scenes-of-answers.ts'
import { showConnection, showDelivery, showFailure } from './scenes-of-delivery.ts'
import { showPill, showTimes, showUnread } from './scenes-of-reading.ts'

/** Every state of a message and of a chat, played on both sides. Each waits for what it shows before it shows it. */
export const scenes: Record<string, (play: Play) => Promise<void>> = {
  'a message goes from sending over sent and delivered to read, and so does a reply': showDelivery,
  'what could not be sent says so, and its button sends it once, on either side': showFailure,
  'both sides are told that they are offline, and that the connection is being made again': showConnection,
  'the header says who answers, and whether the team is there, at every turn of a chat': showWhoAnswers,
  'each side sees that the other is writing, and both see the AI': showTyping,
  'what is edited or removed by one side shows so to both': showChanges,
  'answers that are stopped, interrupted or given again show so to both': showCutAnswers,
  'what came while the chat was closed is counted at launcher and title until it is read': showUnread,
  'who has scrolled up or reads a long answer stays in place, and a pill counts what came below': showPill,
  'messages of several days are divided, and each time is there in full on hover and focus': showTimes,
}
