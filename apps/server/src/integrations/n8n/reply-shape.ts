import { limits } from '@minichat/contracts'
import { oneLine } from './describe-refusal.ts'
import { N8nFailed } from './n8n-failed.ts'

const sourcesMax = 10
const urlMaxLength = 2000
export const maxAnswerChars = 24_000

/** What a workflow says beside its text. */
export type Directives = {
  /** The chat is to go to a person. */
  handsOver: boolean
  quickReplies: string[]
  sources: { title: string; url: string }[]
}
export type Reply = Directives & { text: string }

export const noDirectives: Directives = { handsOver: false, quickReplies: [], sources: [] }

const knownKeys = ['output', 'text', 'error', 'handOver', 'quickReplies', 'citations']

/** Whether an object is meant as a reply; a string of a stream that happens to be JSON is not. */
export const isReplyObject = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && knownKeys.some((key) => key in value)

/**
 * Reads what a workflow gave as data that anybody may have written: what has not the shape that it should have is left
 * out, what is too much is cut off. `output` may be called `text`; of several items the first counts.
 * @throws N8nFailed when it says that there is no answer, or the answer is too long.
 */
export function readReply(value: unknown): Reply {
  const given = Array.isArray(value) ? value[0] : value
  const item = isObject(given) && isObject(given['json']) && !isReplyObject(given) ? given['json'] : given
  if (typeof item === 'string') return { ...noDirectives, text: answerOf(item) }
  if (!isObject(item)) return { ...noDirectives, text: '' }
  const { output, text, error, handOver, quickReplies, citations } = item
  if (error !== undefined && error !== null && error !== false && error !== '') {
    throw new N8nFailed('said-error', `the workflow says: ${messageOf(error)}`)
  }
  return {
    text: answerOf(typeof output === 'string' ? output : typeof text === 'string' ? text : ''),
    // Expressions of n8n often make text of it.
    handsOver: handOver === true || handOver === 'true',
    quickReplies: quickRepliesOf(quickReplies),
    sources: sourcesOf(citations),
  }
}

function answerOf(text: string): string {
  if (text.length > maxAnswerChars) throw tooLong()
  return clean(text)
}

export const tooLong = () => new N8nFailed('too-long', 'the reply is longer than an answer may be')

/** Of several replies to one question: all their texts, and what any of them says beside. */
export const together = (one: Directives, other: Directives): Directives => ({
  handsOver: one.handsOver || other.handsOver,
  quickReplies: unique([...one.quickReplies, ...other.quickReplies]).slice(0, limits.quickRepliesMax),
  sources: [...one.sources, ...other.sources].slice(0, sourcesMax),
})

function quickRepliesOf(given: unknown): string[] {
  if (!Array.isArray(given)) return []
  const texts = given.filter((one) => typeof one === 'string').map((one) => clean(oneLine(one)).trim())
  return unique(texts.filter((one) => one !== '' && one.length <= limits.quickReplyMaxLength)).slice(
    0,
    limits.quickRepliesMax,
  )
}

function sourcesOf(given: unknown): Directives['sources'] {
  if (!Array.isArray(given)) return []
  return given
    .flatMap((one) => {
      if (!isObject(one) || typeof one['url'] !== 'string' || !isWebAddress(one['url'])) return []
      const title = typeof one['title'] === 'string' ? clean(oneLine(one['title'])).trim() : ''
      return [{ title: title.slice(0, limits.titleMaxLength) || new URL(one['url']).host, url: one['url'] }]
    })
    .slice(0, sourcesMax)
}

function isWebAddress(address: string): boolean {
  if (address.length > urlMaxLength) return false
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

function messageOf(error: unknown): string {
  const message = isObject(error) ? error['message'] : error
  return typeof message === 'string' ? oneLine(message).slice(0, 300) : 'there was an error'
}

/** PostgreSQL text holds neither NUL nor half a character. */
export const clean = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')

const unique = <T>(list: T[]) => [...new Set(list)]
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
