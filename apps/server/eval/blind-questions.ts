import { readFile } from 'node:fs/promises'
import type { SampleServer } from './sample-server.ts'

type Question = {
  id: string
  locale: 'en' | 'th'
  question: string
  answerable: boolean
  mustContain?: string[][]
}
type Verdict = 'right' | 'wrong' | 'declined' | 'answered'

/** What must be reached: right answers in each language, wrong ones in all, answers to what nothing answers. */
const reach = { rightShare: 0.8, wrong: 1, falselyAnswered: 0 }

/** Asks each blind question as a visitor of the sample shop would, through the whole product, and judges the answers. */
export async function askBlindQuestions(server: SampleServer, isVerbose: boolean) {
  const { questions } = JSON.parse(await readFile(new URL('questions.json', import.meta.url), 'utf8')) as {
    questions: Question[]
  }
  const results: { question: Question; verdict: Verdict }[] = []
  for (const question of questions) {
    const answer = await server.ask(question.question)
    const verdict = judge(question, answer)
    results.push({ question, verdict })
    if (isVerbose) {
      const shown = answer.text.replaceAll('\n', ' ').slice(0, 160)
      console.log(`${verdict.padEnd(9)} ${question.id}  ${question.question}\n          → ${shown}`)
    }
  }
  return countBlind(results)
}

function judge(question: Question, answer: { text: string; citations: unknown[] }): Verdict {
  const isAnswered = answer.citations.length > 0
  if (!question.answerable) return isAnswered ? 'answered' : 'declined'
  if (!isAnswered) return 'declined'
  const text = answer.text.toLowerCase()
  const holdsAll = (question.mustContain ?? []).every((any) => any.some((words) => text.includes(words.toLowerCase())))
  return holdsAll ? 'right' : 'wrong'
}

function countBlind(results: { question: Question; verdict: Verdict }[]) {
  const count = (verdict: Verdict, of: (question: Question) => boolean) =>
    results.filter((result) => result.verdict === verdict && of(result.question)).length
  const rows = (['en', 'th'] as const).map((locale) => {
    const of = (question: Question) => question.answerable && question.locale === locale
    const asked = results.filter((result) => of(result.question)).length
    return { locale, asked, right: count('right', of), wrong: count('wrong', of), declined: count('declined', of) }
  })
  const falselyAnswered = count('answered', () => true)
  const isReached =
    rows.every((row) => row.right >= row.asked * reach.rightShare) &&
    rows.reduce((sum, row) => sum + row.wrong, 0) <= reach.wrong &&
    falselyAnswered <= reach.falselyAnswered
  const unanswerable = results.filter(({ question }) => !question.answerable).length
  return { rows, unanswerable, falselyAnswered, missed: isReached ? [] : [missedReach] }
}

const missedReach = `the shop’s blind questions: at least ${reach.rightShare * 100} % right in each language, at most ${reach.wrong} wrong, ${reach.falselyAnswered} falsely answered`
