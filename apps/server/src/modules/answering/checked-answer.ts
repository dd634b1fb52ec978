import type { Locale } from '@minichat/contracts'
import { isOtherLanguage } from './answer-language.ts'
import type { AnswerNotes } from './answer-notes.ts'
import { declinedText } from './answer-texts.ts'
import type { createCitationCheck, Strictness } from './check-citations.ts'
import { withoutInvisible } from './content-check.ts'
import type { createOutputGuard } from './output-guard.ts'
import type { AnswerEnd } from './responder.ts'
import { endOfSentence, looksFinished } from './split-answer.ts'
import { isAffirmation } from './talk.ts'

/** The answer begins in another language than the visitor's; nothing of it was shown. */
export class OtherLanguage extends Error {
  override name = 'OtherLanguage'
}

const sentenceInTrace = 160
const longestPart = 512

/**
 * Lets through of a model's text what was checked, sentence by sentence, and says at the end what it rests on. What was
 * shown is never withdrawn: a strict workspace, where one bad sentence declines all, sees the answer once it is whole.
 * @param refusesOtherLanguage throws OtherLanguage at the first sentence, when it is in another language.
 */
export async function* checkedAnswer(
  pieces: AsyncIterable<string>,
  given: {
    citations: ReturnType<typeof createCitationCheck>
    guard: ReturnType<typeof createOutputGuard>
    strictness: Strictness
    locale: Locale
    refusesOtherLanguage: boolean
    notes: AnswerNotes
  },
): AsyncGenerator<string, AnswerEnd> {
  const { strictness, locale, notes } = given
  const review = createReview(given)
  let held = ''
  for await (const shown of review.run(pieces)) {
    if (strictness === 'strict') held += shown
    else yield shown
  }
  const isDeclined = review.isDeclined()
  if (isDeclined) {
    notes.noteCheck('answer-declined', strictness)
    yield strictness === 'balanced' && review.hasShown() ? `\n\n${declinedText[locale]}` : declinedText[locale]
  } else if (held) yield held
  return {
    citations: isDeclined && strictness === 'strict' ? [] : given.citations.citations(),
    offersPerson: isDeclined || review.offersPerson(),
  }
}

type Given = Parameters<typeof checkedAnswer>[1]

/** Reads the sentences of one answer and judges each. */
function createReview({ citations, guard, strictness, locale, refusesOtherLanguage, notes }: Given) {
  let affirmation = ''
  let claims = 0
  let dropped = 0
  let hasText = false
  let hasShown = false
  let offersPerson = false
  let isFirst = true
  let isOver = false

  /** What of a sentence may be shown; '' for nothing. */
  function review(sentence: string): string {
    if (isOver || sentence.trim() === '') return hasShown && !isOver ? sentence : ''
    hasText = true
    lookAtLanguage(sentence)
    const guarded = guard.check(sentence)
    for (const { name, detail } of guarded.checks) notes.noteCheck(name, detail)
    if (guarded.text === null) {
      dropped += 1
      isOver = guarded.isLeak || strictness === 'strict'
      return ''
    }
    if (isAffirmation(guarded.text)) {
      affirmation = guarded.text
      return ''
    }
    return judge(guarded.text)
  }

  function judge(sentence: string): string {
    const verdict = citations.judge(sentence)
    if (!verdict.isShown) {
      affirmation = ''
      if (!verdict.isClaim) return ''
      dropped += 1
      notes.noteCheck(verdict.why, sentence.trim().slice(0, sentenceInTrace))
      isOver = strictness === 'strict'
      return ''
    }
    if (verdict.mended) notes.noteCheck('citation-mended', sentence.trim().slice(0, sentenceInTrace))
    if (verdict.talk === 'unknown' || verdict.talk === 'offer') offersPerson = true
    if (verdict.talk === null) claims += 1
    const shown = (verdict.talk === null ? affirmation : '') + verdict.text
    affirmation = ''
    hasShown = true
    return shown
  }

  function lookAtLanguage(sentence: string) {
    const isOther = isOtherLanguage(sentence, locale)
    if (isOther && isFirst && refusesOtherLanguage) throw new OtherLanguage()
    if (isOther && isFirst) notes.noteCheck('other-language', locale)
    if (/\p{L}/u.test(sentence)) isFirst = false
  }

  /** A sentence that looks whole is let through at once when it needs no mark, so that a pause hides nothing. */
  const isDone = (rest: string) => looksFinished(rest) && citations.needsNoMark(rest)

  async function* run(pieces: AsyncIterable<string>): AsyncGenerator<string> {
    let rest = ''
    for await (const part of inParts(pieces)) {
      rest = visibleOf(rest + part)
      for (let end = endOfSentence(rest); end !== undefined && end > 0; end = endOfSentence(rest)) {
        const shown = review(rest.slice(0, end))
        rest = rest.slice(end)
        if (shown) yield shown
      }
      if (isDone(rest)) {
        const shown = review(rest)
        rest = ''
        if (shown) yield shown
      }
      if (isOver) break
    }
    const shown = review(rest)
    if (shown) yield shown
  }

  return {
    run,
    hasShown: () => hasShown,
    offersPerson: () => offersPerson || dropped > 0,
    /**
     * Of a strict answer one bad sentence is enough; of another, when nothing was left that has a source. A model that said
     * nothing has failed, which is another matter.
     */
    isDeclined: () =>
      (strictness === 'strict' && dropped > 0) || (claims === 0 && dropped > 0) || (hasText && !hasShown),
  }
}

/** A model that sends all at once is read like one that writes: nothing of a text is looked at as a whole, however long. */
async function* inParts(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += longestPart) yield piece.slice(at, at + longestPart)
  }
}

/** Without what nobody can see, and without halves of characters; one at the end may still get its other half. */
const visibleOf = (text: string): string => withoutInvisible(text).replace(/\p{Surrogate}(?!$)/gu, '')
