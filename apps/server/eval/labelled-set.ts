import { readdirSync, readFileSync } from 'node:fs'
import type { Locale } from '@minichat/contracts'

/** A text of the labelled corpus; `key` is its topic with its language. */
export type LabelledPassage = { key: string; business: string; locale: Locale; title: string; text: string }

export type LabelledQuestion = {
  number: number
  language: 'en' | 'th' | 'mixed'
  kind: string
  question: string
  /** Keys of the passages that answer it, any of them; none where nothing does. */
  answers: string[]
  /** Tuning is done on the one part; the other is only reported. */
  part: 'tune' | 'report'
}

const folder = new URL('.', import.meta.url)

/** What some invented businesses tell their customers: `## topic.language | title`, and below it the text. */
export function readCorpus(): LabelledPassage[] {
  const corpus = new URL('corpus/', folder)
  return readdirSync(corpus)
    .sort()
    .flatMap((name) => {
      const [, ...sections] = readFileSync(new URL(name, corpus), 'utf8').split(/^## /m)
      return sections.map((section) => passageFrom(name.replace('.md', ''), section))
    })
}

function passageFrom(business: string, section: string): LabelledPassage {
  const [head = '', ...lines] = section.split('\n')
  const [key = '', title = ''] = head.split(' | ')
  const locale = key.endsWith('.th') ? 'th' : 'en'
  if (!/^[\w-]+\.(en|th)$/.test(key) || title === '') throw new Error(`Not a head of a labelled passage: ${head}`)
  return { key, business, locale, title, text: lines.join('\n').trim() }
}

/** @throws Error for a label that names no passage: a slip in it would count against whatever is measured. */
export function readQuestions(corpus: readonly LabelledPassage[]): LabelledQuestion[] {
  const keys = new Set(corpus.map(({ key }) => key))
  return readFileSync(new URL('retrieval-questions.txt', folder), 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [number = '', language = '', kind = '', question = '', topics = ''] = line.split(' | ')
      return {
        number: Number(number),
        language: language as LabelledQuestion['language'],
        kind,
        question,
        answers: topics === '-' ? [] : topics.split(', ').flatMap((topic) => keysOf(topic, keys)),
        part: Number(number) % 2 === 0 ? ('report' as const) : ('tune' as const),
      }
    })
}

function keysOf(topic: string, keys: ReadonlySet<string>): string[] {
  const found = [topic, `${topic}.en`, `${topic}.th`].filter((key) => keys.has(key))
  if (found.length === 0) throw new Error(`No passage has the topic ${topic}.`)
  return found
}
