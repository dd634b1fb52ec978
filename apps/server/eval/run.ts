import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startSampleServer } from './sample-server.ts'

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

const isVerbose = process.argv.includes('--verbose')
const file = fileURLToPath(new URL('questions.json', import.meta.url))
const { questions } = JSON.parse(await readFile(file, 'utf8')) as { questions: Question[] }

/** Asks each question as a visitor of the sample shop would, through the whole product, and judges the stored answers. */
const server = await startSampleServer()
const results: { question: Question; verdict: Verdict; text: string }[] = []
try {
  for (const question of questions) {
    const answer = await server.ask(question.question)
    results.push({ question, verdict: judge(question, answer), text: answer.text })
  }
} finally {
  await server.stop()
}

function judge(question: Question, answer: { text: string; citations: unknown[] }): Verdict {
  const isAnswered = answer.citations.length > 0
  if (!question.answerable) return isAnswered ? 'answered' : 'declined'
  if (!isAnswered) return 'declined'
  const text = answer.text.toLowerCase()
  const holdsAll = (question.mustContain ?? []).every((any) => any.some((words) => text.includes(words.toLowerCase())))
  return holdsAll ? 'right' : 'wrong'
}

const count = (verdict: Verdict, of: (question: Question) => boolean) =>
  results.filter((result) => result.verdict === verdict && of(result.question)).length
const rows = (['en', 'th'] as const).map((locale) => {
  const of = (question: Question) => question.answerable && question.locale === locale
  const asked = results.filter((result) => of(result.question)).length
  return { locale, asked, right: count('right', of), wrong: count('wrong', of), declined: count('declined', of) }
})
const unanswerable = results.filter((result) => !result.question.answerable)
const falselyAnswered = unanswerable.filter((result) => result.verdict === 'answered').length

if (isVerbose) {
  for (const { question, verdict, text } of results) {
    console.log(
      `${verdict.padEnd(9)} ${question.id}  ${question.question}\n          → ${text.replaceAll('\n', ' ').slice(0, 160)}`,
    )
  }
}
console.log('\nThe built-in responder on the blind questions about the sample shop')
console.table(rows)
console.log(
  `Without an answer in the knowledge: ${unanswerable.length} asked, ${falselyAnswered} answered all the same.`,
)

const wrong = rows.reduce((sum, row) => sum + row.wrong, 0)
const isReached =
  rows.every((row) => row.right >= row.asked * reach.rightShare) &&
  wrong <= reach.wrong &&
  falselyAnswered <= reach.falselyAnswered
console.log(
  isReached
    ? 'Reached.'
    : `NOT reached: at least ${reach.rightShare * 100} % right in each language, at most ${reach.wrong} wrong, ${reach.falselyAnswered} falsely answered.`,
)
process.exit(isReached ? 0 : 1)
