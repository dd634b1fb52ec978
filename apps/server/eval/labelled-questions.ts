import { byFullText, byIlike, byVectors } from './baselines.ts'
import { type LabelledPassage, type LabelledQuestion, readCorpus, readQuestions } from './labelled-set.ts'
import { fillWorkspace, type LabelledWorkspace } from './labelled-workspace.ts'
import { measureAnswers } from './measure-answers.ts'
import { fillUp, measureCost, readSizes } from './measure-cost.ts'
import { type Measured, type Miss, measureSearch, type Search } from './measure-retrieval.ts'
import type { SampleServer } from './sample-server.ts'

const parts = ['tune', 'report'] as const
const languages = ['en', 'th', 'mixed'] as const
const ours = 'MiniChat'
const recallGap = 0.05
const fewest = { passages: 200, questions: 120, without: 40 }

export type SearchRow = Measured & {
  part: LabelledQuestion['part']
  language: LabelledQuestion['language']
  method: string
}

export type LabelledOptions = { isVerbose: boolean; withCost: boolean }

/** Retrieval and the built-in responder on the labelled set, beside what PostgreSQL finds by itself. */
export async function askLabelledQuestions(server: SampleServer, { isVerbose, withCost }: LabelledOptions) {
  const corpus = readCorpus()
  const questions = readQuestions(corpus)
  const workspace = await fillWorkspace(server.db, await server.makeWorkspace(), corpus)
  const searches = await compareSearches(workspace, questions, isVerbose)
  const answers = await countAnswers(workspace, questions, isVerbose)
  const cost = withCost ? await compareCost(workspace, corpus, questions) : null
  const sizes = { passages: corpus.length, questions: questions.length }
  const falseAnswers = countFalseAnswers(answers)
  const missed = [...missedSizes(sizes, falseAnswers), ...missedReaches(searches)]
  return { ...sizes, searches, answers, falseAnswers, cost, missed }
}

async function compareCost(
  workspace: LabelledWorkspace,
  corpus: readonly LabelledPassage[],
  questions: readonly LabelledQuestion[],
) {
  const small = await measureCost(workspace, questions, corpus.length)
  const smallSizes = await readSizes(workspace.within)
  const largeSizes = await fillUp(workspace, corpus)
  const large = await measureCost(workspace, questions, largeSizes[0]?.passages ?? 0)
  return { retrieval: [small, large], sizes: [...smallSizes, ...largeSizes] }
}

const methodsOf = ({ within, find, keyOf }: LabelledWorkspace): [string, Search][] => {
  const keys = (ids: string[]) => ids.map((id) => keyOf.get(id) ?? '')
  return [
    [ours, async (question) => keys((await find(question)).map(({ passageId }) => passageId))],
    ['full text (simple)', async (question) => keys(await within((tx) => byFullText(tx, question)))],
    ['ILIKE', async (question) => keys(await within((tx) => byIlike(tx, question)))],
    ['vectors alone', async (question) => keys(await within((tx) => byVectors(tx, question)))],
  ]
}

async function compareSearches(
  workspace: LabelledWorkspace,
  questions: readonly LabelledQuestion[],
  isVerbose: boolean,
): Promise<SearchRow[]> {
  const rows: SearchRow[] = []
  for (const part of parts) {
    for (const language of languages) {
      const asked = questions.filter((one) => one.part === part && one.language === language && one.answers.length > 0)
      for (const [method, search] of methodsOf(workspace)) {
        const { measured, misses } = await measureSearch(search, asked)
        rows.push({ part, language, method, ...measured })
        // What is only reported stays unread: who looks at its misses tunes on it.
        if (isVerbose && method === ours && part === 'tune') misses.forEach(showMiss)
      }
    }
  }
  return rows
}

const showMiss = ({ number, kind, question, answers, found }: Miss) =>
  console.log(`missed ${number} (${kind}) ${question}\n   wanted ${answers.join(', ')}\n   found  ${found.join(', ')}`)

async function countAnswers(workspace: LabelledWorkspace, questions: readonly LabelledQuestion[], isVerbose: boolean) {
  const rows = []
  for (const part of parts) {
    for (const language of languages) {
      const asked = questions.filter((one) => one.part === part && one.language === language)
      const answerable = await measureAnswers(
        workspace,
        asked.filter(({ answers }) => answers.length > 0),
      )
      const none = await measureAnswers(
        workspace,
        asked.filter(({ kind }) => kind === 'none'),
      )
      const untrue = await measureAnswers(
        workspace,
        asked.filter(({ kind }) => kind === 'false'),
      )
      rows.push({
        part,
        language,
        ...answerable.count,
        unanswerable: none.count.asked,
        answeredAnyway: none.count.wrong,
        falsePremise: untrue.count.asked,
        answeredFalsePremise: untrue.count.wrong,
      })
      if (isVerbose && part === 'tune') {
        for (const one of [...answerable.falseAnswers, ...none.falseAnswers, ...untrue.falseAnswers]) {
          console.log(`answered ${one.number} (${one.kind}) ${one.question} → ${one.cited.join(', ')}`)
        }
      }
    }
  }
  return rows
}

/** Questions that nothing answers or whose premise is false, and how many of them got an answer all the same. */
function countFalseAnswers(rows: Awaited<ReturnType<typeof countAnswers>>) {
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    asked: sum((row) => row.unanswerable + row.falsePremise),
    answered: sum((row) => row.answeredAnyway + row.answeredFalsePremise),
  }
}

/** A smaller set would say less: its sizes must hold as well. */
function missedSizes(sizes: { passages: number; questions: number }, falseAnswers: { asked: number }): string[] {
  const asked = sizes.questions - falseAnswers.asked
  return [
    ...(sizes.passages < fewest.passages ? [`${fewest.passages} passages in the labelled corpus`] : []),
    ...(asked < fewest.questions ? [`${fewest.questions} labelled questions with an answer`] : []),
    ...(falseAnswers.asked < fewest.without ? [`${fewest.without} questions without an answer`] : []),
  ]
}

/**
 * What retrieval must reach on the reported part, in English and in Thai: better than all others, and Thai found nearly as
 * well as English.
 */
function missedReaches(rows: readonly SearchRow[]): string[] {
  const reported = rows.filter(({ part, language }) => part === 'report' && language !== 'mixed')
  const own = (language: string) => reported.find((row) => row.method === ours && row.language === language)!
  const beaten = reported
    .filter(({ method }) => method !== ours)
    .filter((row) => own(row.language).recallAt5 <= row.recallAt5 || own(row.language).mrr <= row.mrr)
    .map(({ method, language }) => `${method} is as good on the reported questions (${language})`)
  const gap = own('en').recallAt5 - own('th').recallAt5
  return gap > recallGap ? [...beaten, `Thai recall@5 is ${(gap * 100).toFixed(1)} points below English`] : beaten
}
