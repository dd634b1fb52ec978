import type { Tx } from '../src/platform/database/database.ts'
import type { LabelledPassage, LabelledQuestion } from './labelled-set.ts'
import type { LabelledWorkspace } from './labelled-workspace.ts'

const perDocument = 36
const wantedPassages = 20_000
const indexed = ['knowledge_passages', 'knowledge_postings', 'knowledge_grams', 'knowledge_vectors'] as const

export type Cost = { passages: number; medianMs: number; p95Ms: number; statements: number; buffers: number }

/** What one retrieval costs: time as a caller sees it, statements, and pages of 8 kB that PostgreSQL looks at. */
export async function measureCost(
  { within, knowledge }: LabelledWorkspace,
  questions: readonly LabelledQuestion[],
  passages: number,
): Promise<Cost> {
  const times: number[] = []
  for (const round of [0, 1]) {
    for (const { question } of questions) {
      const startedAt = performance.now()
      await within((tx) => knowledge.retrieve(tx, question))
      // The first round warms up.
      if (round === 1) times.push(performance.now() - startedAt)
    }
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Number(times[Math.floor(times.length * share)]!.toFixed(1))
  const counted = { statements: 0, buffers: 0 }
  const some = questions.filter((_, index) => index % 10 === 0)
  for (const { question } of some) {
    await within((tx) => knowledge.retrieve(countingBuffers(tx, counted), question))
  }
  return {
    passages,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    statements: Math.round(counted.statements / some.length),
    buffers: Math.round(counted.buffers / some.length),
  }
}

type Explained = { 'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[] }

function countingBuffers(tx: Tx, counted: { statements: number; buffers: number }): Tx {
  return {
    ...tx,
    async query<Row>(text: string, values?: unknown[]) {
      const [row] = await tx.query<Explained>(`explain (analyze, buffers, format json) ${text}`, values)
      const plan = row?.['QUERY PLAN'][0]?.Plan
      counted.statements += 1
      counted.buffers += (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
      return tx.query<Row>(text, values)
    },
  }
}

/** Fills the workspace up to 20,000 passages: sentences of the corpus, shuffled, each with a number of its own. */
export async function fillUp({ within, knowledge }: LabelledWorkspace, corpus: readonly LabelledPassage[]) {
  let seed = 11
  const pick = <Item>(items: readonly Item[]): Item => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return items[seed % items.length]!
  }
  const byLocale = Map.groupBy(corpus, ({ locale }) => locale)
  for (let made = corpus.length; made < wantedPassages; made += perDocument) {
    const texts = byLocale.get(made % 2 === 0 ? 'en' : 'th')!
    const section = (number: number) =>
      `## ${pick(texts).title} ${number}\n\n${pick(texts).text} ${pick(texts).text.slice(0, 200)} ${number}`
    const text = Array.from({ length: perDocument }, (_, index) => section(made + index)).join('\n\n')
    const document = { title: `Guide ${made}`, format: 'markdown', text, url: null, file: null } as const
    await within((tx) => knowledge.addDocument(tx, document))
  }
  return readSizes(within)
}

/** How large the tables are with their indexes, in MB. */
export async function readSizes(within: LabelledWorkspace['within']) {
  const rows = await within((tx) =>
    tx.query<{ table: string; rows: number; tableMb: number; indexMb: number }>(
      `select t as "table", (select count(*)::integer from knowledge_passages) as rows,
         round(pg_table_size(t::regclass) / 1e6, 1)::float8 as "tableMb",
         round(pg_indexes_size(t::regclass) / 1e6, 1)::float8 as "indexMb"
       from unnest($1::text[]) as t`,
      [indexed],
    ),
  )
  return rows.map(({ rows: passages, ...row }) => ({ passages, ...row }))
}
