import { mkdir, writeFile } from 'node:fs/promises'
import { askBlindQuestions } from './blind-questions.ts'
import { askLabelledQuestions } from './labelled-questions.ts'
import { startSampleServer } from './sample-server.ts'

const isVerbose = process.argv.includes('--verbose')
/** Also fills a workspace with 20,000 passages, which takes some minutes. */
const withCost = process.argv.includes('--cost')
const startedAt = performance.now()
const server = await startSampleServer()
const { blind, labelled } = await measure().finally(() => server.stop())

async function measure() {
  return {
    blind: await askBlindQuestions(server, isVerbose),
    labelled: await askLabelledQuestions(server, { isVerbose, withCost }),
  }
}

console.log('\nThe built-in responder on the blind questions about the sample shop')
console.table(blind.rows)
console.log(
  `Without an answer in the knowledge: ${blind.unanswerable} asked, ${blind.falselyAnswered} answered all the same.`,
)
console.log(`\nRetrieval on the labelled set: ${labelled.passages} passages, ${labelled.questions} questions`)
console.table(
  labelled.searches.map(({ recallAt5, mrr, ...row }) => ({
    ...row,
    'recall@5': recallAt5.toFixed(3),
    MRR: mrr.toFixed(3),
  })),
)
console.log('\nThe built-in responder on the labelled set')
console.table(labelled.answers)
const { asked, answered } = labelled.falseAnswers
console.log(`Nothing answers them, or their premise is false: ${asked} asked, ${answered} answered all the same.`)
if (labelled.cost) {
  console.log('\nWhat a retrieval costs, and what it stands on')
  console.table(labelled.cost.retrieval)
  console.table(labelled.cost.sizes)
}

const missed = [...blind.missed, ...labelled.missed]
const seconds = (performance.now() - startedAt) / 1000
const results = new URL('results/', import.meta.url)
await mkdir(results, { recursive: true })
await writeFile(new URL('latest.json', results), JSON.stringify({ seconds, missed, blind, labelled }, null, 2))
console.log(`${seconds.toFixed(0)} s; all figures are in apps/server/eval/results/latest.json.`)
for (const one of missed) console.log(`NOT reached: ${one}.`)
if (missed.length === 0) console.log('Reached.')
process.exit(missed.length === 0 ? 0 : 1)
