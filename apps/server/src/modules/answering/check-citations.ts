import type { RetrievedPassage } from '../knowledge/index.ts'
import { type Cite, marksIn, withoutMarks } from './citation-marks.ts'
import { heldFigures } from './figures.ts'
import { findQuote, likestSentence } from './find-quote.ts'
import { type Holding, holdingOf, holdsFigures, shareHeld } from './holding.ts'
import type { AnswerCitation } from './responder.ts'
import { type Talk, talkIn } from './talk.ts'

/**
 * balanced: a sentence without support is left out. A quote that proves it is support, and so are its words and figures
 *   where they stand in one of the passages.
 * strict: each sentence that states something needs a quote of its own; without it the whole answer is declined.
 */
export type Strictness = 'strict' | 'balanced'

export type Verdict =
  | { isShown: true; text: string; talk: Talk | null; mended: string | null }
  | { isShown: false; why: 'false-citation' | 'unsupported-sentence'; isClaim: boolean }

/** Shares of a sentence's words that have to stand in the passage, by what else speaks for it. */
const shareWithQuote = 0.25
const shareWithNumber = 0.5
const shareAlone = 0.7

type Source = { passage: RetrievedPassage; holding: Holding }
type Support = { source: Source; quote: string }

/** Judges the sentences of one answer, one after the other. Passages are numbered as the model was given them, from 1. */
export function createCitationCheck(given: {
  passages: readonly RetrievedPassage[]
  /** What the visitor wrote: figures of theirs may be said back. */
  visitorTexts: readonly string[]
  strictness: Strictness
}) {
  const { strictness } = given
  const talkRules = { allowsQuestions: strictness === 'balanced' }
  const sources: Source[] = given.passages.map((passage) => ({
    passage,
    holding: holdingOf([passage.title, passage.text]),
  }))
  const visitors = { figures: heldFigures(given.visitorTexts) }
  const cited = new Map<string, AnswerCitation>()
  /** What was shown last, for a mark that comes after its sentence was. */
  let lastSaid = ''

  const figuresStand = (said: string, supporting: readonly Source[]) =>
    holdsFigures(said, visitors, ...supporting.map(({ holding }) => holding))

  /** A quote that stands in its passage, under a sentence that has to do with that passage. */
  function supportByQuote(said: string, { number, words }: Cite): Support | undefined {
    const source = sources[number - 1]
    const quote = source && words !== null ? findQuote(source.passage.text, words) : undefined
    if (!source || quote === undefined) return undefined
    const share = shareHeld(said, source.holding)
    // Words of another language have few counterparts that are known, yet one there has to be.
    const isSame = holdingOf([said]).locale === source.holding.locale
    return (isSame ? share >= shareWithQuote : share > 0) ? { source, quote } : undefined
  }

  function supportByWords(said: string, from: readonly Source[], enough: number): Support | undefined {
    const [best] = from
      .map((source) => ({ source, share: shareHeld(said, source.holding) }))
      .filter(({ source, share }) => share >= enough && figuresStand(said, [source]))
      .sort((a, b) => b.share - a.share)
    return best && { source: best.source, quote: likestSentence(best.source.passage.text, said) }
  }

  /** The number that visitors see: by the order in which sources are first used. */
  function numberOf({ source: { passage }, quote }: Support): number {
    const { passageId, title, url } = passage
    const known = cited.get(passageId) ?? { number: cited.size + 1, title, quote, passageId, url }
    cited.set(passageId, known)
    return known.number
  }

  /** The sentence with each mark as its source's number; marks without support are left out. */
  function render(sentence: string, supportOf: (cite: Cite) => Support | undefined): string {
    let text = ''
    let at = 0
    for (const mark of marksIn(sentence)) {
      const numbers = mark.cites.flatMap((cite) => supportOf(cite) ?? []).map(numberOf)
      const before = sentence.slice(at, mark.start)
      text += numbers.length > 0 ? before : before.replace(/[ \t]+$/, '')
      text += [...new Set(numbers)].map((number) => `[${number}]`).join('')
      at = mark.end
    }
    return text + sentence.slice(at)
  }

  function judgeCited(sentence: string, said: string, cites: Cite[]): Verdict {
    const supports = new Map(cites.map((cite) => [cite, supportByQuote(said, cite)]))
    const valid = [...supports.values()].filter((one) => one !== undefined)
    const isProven =
      valid.length > 0 &&
      figuresStand(
        said,
        valid.map(({ source }) => source),
      )
    const hasFalse = valid.length < supports.size
    if (isProven && !(hasFalse && strictness === 'strict')) {
      const text = render(sentence, (cite) => cites.flatMap((one) => (isSame(one, cite) ? [supports.get(one)] : []))[0])
      return { isShown: true, text, talk: null, mended: hasFalse ? 'false-citation' : null }
    }
    if (strictness === 'strict') return { isShown: false, why: 'false-citation', isClaim: true }
    // The passage that a bare number names, else any: small models often have the fact right and its words wrong.
    const bare = cites.flatMap(({ number, words }) => (words === null ? (sources[number - 1] ?? []) : []))
    const other = supportByWords(said, bare, shareWithNumber) ?? supportByWords(said, sources, shareAlone)
    if (!other) return { isShown: false, why: 'false-citation', isClaim: true }
    let isFirst = true
    const text = render(sentence, () => {
      const support = isFirst ? other : undefined
      isFirst = false
      return support
    })
    return {
      isShown: true,
      text,
      talk: null,
      mended: cites.some(({ words }) => words !== null) ? 'false-citation' : null,
    }
  }

  function judgeUncited(sentence: string): Verdict {
    const talk = talkIn(sentence, talkRules)
    if (talk) return { isShown: true, text: sentence, talk, mended: null }
    const support = supportByWords(sentence, sources, shareAlone)
    if (support && strictness === 'balanced') numberOf(support)
    else if (!support || !isHeading(sentence)) return { isShown: false, why: 'unsupported-sentence', isClaim: true }
    return { isShown: true, text: sentence, talk: null, mended: null }
  }

  /** The full stop behind a sentence, a rule between paragraphs: shown where something stands before it. */
  const judgeWordless = (sentence: string): Verdict =>
    lastSaid !== '' && sentence.trim().length <= 3
      ? { isShown: true, text: sentence, talk: 'courtesy', mended: null }
      : { isShown: false, why: 'unsupported-sentence', isClaim: false }

  function judgeLateMark(sentence: string, cites: Cite[]): Verdict {
    const supports = cites.map((cite) => supportByQuote(lastSaid, cite))
    if (supports.length === 0 || supports.some((one) => one === undefined)) {
      return { isShown: false, why: 'false-citation', isClaim: false }
    }
    const text = render(sentence, (cite) => supports[cites.findIndex((one) => isSame(one, cite))])
    return { isShown: true, text, talk: null, mended: null }
  }

  function judge(sentence: string): Verdict {
    const cites = marksIn(sentence).flatMap((mark) => mark.cites)
    const said = withoutMarks(sentence)
    if (!/[\p{L}\p{N}]/u.test(said)) return cites.length > 0 ? judgeLateMark(sentence, cites) : judgeWordless(sentence)
    const verdict = cites.length > 0 ? judgeCited(sentence, said, cites) : judgeUncited(sentence)
    lastSaid = verdict.isShown ? said : ''
    return verdict
  }

  return {
    /** @param sentence with its marks and the white space around it. */
    judge,
    /** Whether a sentence may be shown as it is, so that no mark has to be waited for. */
    needsNoMark: (sentence: string) =>
      marksIn(sentence).length === 0 &&
      (talkIn(sentence, talkRules) !== undefined ||
        (strictness === 'balanced' && supportByWords(sentence, sources, shareAlone) !== undefined)),
    /** Of all sentences that were shown. */
    citations: (): AnswerCitation[] => [...cited.values()],
  }
}

/** A line that leads to what follows, without a figure. */
const isHeading = (sentence: string): boolean =>
  sentence.trim().length <= 80 && /^(?:#+ .*|\*\*.*\*\*|.*[:：])$/.test(sentence.trim()) && !/\d/.test(sentence)

const isSame = (one: Cite, other: Cite) => one.number === other.number && one.words === other.words
