import { type AnswerNotes, disarmText } from '../../modules/answering/index.ts'
import type { N8nEndpoint } from './n8n-call.ts'
import type { Directives } from './reply-shape.ts'

/** Nobody waits longer for the end of a tag or a link. */
const heldMaxLength = 2000
const detailMaxLength = 80
/** Shorter words are in too many texts. */
const secretMinLength = 8

const scriptAddress = /\b(?:javascript|vbscript|data|blob|file):[^\s]+/gi
/** Tags, links and images, whole or cut at the end of what has come. */
const constructs = [/<[a-z!/][^<>]*(?:>|$)/gi, /!?\[(?:[^[\]]|\[[^[\]]*\])*(?:\]\s*\([^)]*(?:\)|$)|\]\s*$|$)/g]

/**
 * What a workflow says, fit to be shown: no markup, images, scripts or invisible characters, and none of the secrets that it
 * is called with. Its facts, links and addresses are its owner's own. Words go on as they come.
 */
export async function* guardReply(
  pieces: AsyncGenerator<string, Directives>,
  endpoint: Pick<N8nEndpoint, 'secret' | 'signingSecret'>,
  notes: AnswerNotes,
): AsyncGenerator<string, Directives> {
  const safe = guardOf(endpoint, notes)
  let rest = ''
  try {
    for (let next = await pieces.next(); ; next = await pieces.next()) {
      if (next.done) {
        const shown = safe(rest)
        if (shown !== '') yield shown
        const { quickReplies, sources, ...more } = next.value
        return {
          ...more,
          quickReplies: quickReplies.map(safe).filter((text) => text.trim() !== ''),
          sources: sources.map(({ title, url }) => ({ title: safe(title) || new URL(url).host, url })),
        }
      }
      rest += next.value
      const end = endOfFinished(rest)
      const shown = safe(rest.slice(0, end))
      rest = rest.slice(end)
      if (shown !== '') yield shown
    }
  } finally {
    await pieces.return({ handsOver: false, quickReplies: [], sources: [] })
  }
}

/**
 * Up to where a text can be looked at: before its last word in ASCII, which all addresses and secrets are in (Thai has no
 * spaces to wait for), and within no tag, link or image.
 */
function endOfFinished(text: string): number {
  // What began before has been waited for long enough.
  const from = Math.max(0, text.length - heldMaxLength)
  let end = text.length
  while (end > from && /[\x21-\x7e]/.test(text[end - 1] ?? '')) end -= 1
  const held = text.slice(from)
  const spans = constructs.flatMap((construct) => [...held.matchAll(construct)])
  for (const { index, 0: whole } of spans.sort((a, b) => b.index - a.index)) {
    if (from + index < end && from + index + whole.length > end) end = from + index
  }
  return end === from && from > 0 ? text.length : end
}

function guardOf({ secret, signingSecret }: Pick<N8nEndpoint, 'secret' | 'signingSecret'>, notes: AnswerNotes) {
  const secrets = [secret, signingSecret]
    .flatMap((one) => one?.split(/\s+/) ?? [])
    .filter((word) => word.length >= secretMinLength)
  const note = (name: string, part: string) => notes.noteCheck(name, part.slice(0, detailMaxLength))
  return (text: string): string => {
    let safe = disarmText(text, { mayLink: () => true, note }).replace(scriptAddress, (address) => {
      note('link-removed', address)
      return ''
    })
    for (const word of secrets) {
      if (!safe.includes(word)) continue
      note('secret-not-told', '')
      safe = safe.replaceAll(word, '')
    }
    return safe
  }
}
