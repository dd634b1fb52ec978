import { normalise } from '../../platform/text/index.ts'
import type { RetrievedPassage } from '../knowledge/index.ts'
import { type Check, withoutInvisible } from './content-check.ts'
import { disarmText } from './disarm-text.ts'
import { harmIn } from './harmful-content.ts'
import { tellsOfInstructions } from './instruction-phrases.ts'
import { createLeakCheck } from './leak-check.ts'

export type Guarded = { text: string; checks: Check[] } | { text: null; checks: Check[]; isLeak: boolean }

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const address =
  /\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,12}\/\S*|\b(?:javascript|data|vbscript|blob|file):\S+/gi
const mailAddress = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** Nothing that people read looks like this, unless it is in their own documents. */
const encoded =
  /[A-Za-z0-9+/_-]{28,}={0,2}|(?:(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}](?![\p{L}\p{M}\p{N}])[\s.,*_|/-]+){8,}/gu
const detailMaxLength = 80

/**
 * Looks at each sentence of a model before a visitor may see it: no markup, no address that no source has, no id of
 * anything, nothing of the instructions, nothing harmful.
 */
export function createOutputGuard(given: {
  passages: readonly RetrievedPassage[]
  visitorTexts: readonly string[]
  secret: { text: string; mark: string }
}) {
  const sourceText = given.passages.map(({ title, text, url }) => `${title}\n${text}\n${url ?? ''}`).join('\n')
  const known = normalise(sourceText).replace(/\s+/g, ' ')
  const leak = createLeakCheck(given.secret, [sourceText, ...given.visitorTexts])
  let before = ''

  const withoutEnd = (part: string) => part.replace(/[.,;:!?)\]'"]+$/, '')
  const isKnown = (part: string) => part !== '' && known.includes(withoutEnd(normalise(part)))
  // Letter by letter: for comparing words, 'shoop' and 'shooop' are one.
  const addresses = withoutInvisible(sourceText).toLowerCase()
  const isKnownAddress = (part: string) => part !== '' && standsWhole(addresses, withoutEnd(part.toLowerCase()))

  const disarm = (sentence: string, checks: Check[]) =>
    disarmText(sentence, {
      mayLink: (target) => isKnownAddress(target.replace(/^(?:mailto|tel):/i, '')),
      note: (name, part) => checks.push({ name, detail: part.slice(0, detailMaxLength) }),
    })

  /** The first thing in a sentence for which it is not shown at all. */
  function fault(text: string): Check | undefined {
    const find = (name: string, parts: string[] | null, isOpen = isKnown): Check | undefined => {
      const part = parts?.find((one) => !isOpen(one))
      return part === undefined ? undefined : { name, detail: part.slice(0, detailMaxLength) }
    }
    const harm = harmIn(text)
    return (
      find('foreign-id', text.match(uuid)) ??
      find('unknown-address', text.match(address), isKnownAddress) ??
      find('unknown-address', text.match(mailAddress), isKnownAddress) ??
      find('encoded-text', text.match(encoded)) ??
      (tellsOfInstructions(text, known) ? { name: 'speaks-of-instructions', detail: '' } : undefined) ??
      (harm ? { name: 'harmful-not-shown', detail: harm } : undefined)
    )
  }

  return {
    check(sentence: string): Guarded {
      const checks: Check[] = []
      const isLeak = leak.leaks(before + sentence) || leak.leaks(sentence)
      before = sentence
      // What was said is not repeated in the trace.
      if (isLeak) return { text: null, checks: [{ name: 'instructions-not-told', detail: '' }], isLeak }
      const text = disarm(sentence, checks)
      const problem = fault(text)
      return problem ? { text: null, checks: [...checks, problem], isLeak } : { text, checks }
    },
  }
}

/** Whether an address stands in a text as a whole, and not as the beginning or the end of another one, which is another's. */
function standsWhole(text: string, sought: string): boolean {
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const before = text.slice(Math.max(0, at - 5), at).replace(/(?<![\w.@+-])www\.$/, ' ')
    const after = text.slice(at + sought.length, at + sought.length + 2)
    if (!/[\w.@+-]$/.test(before) && !/^(?:[\w%~+=@-]|[.:][\w-])/.test(after)) return true
  }
  return false
}
