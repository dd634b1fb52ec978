/** A passage that was found for the question, by whether the answer's writer was given it. */
export type NotedPassage = {
  passageId: string
  title: string
  /** 0 to 1. */
  score: number
  isGiven: boolean
}

/** One responder of the chain and how it went. */
export type Hop = {
  responder: string
  /** null for the built-in one. */
  providerId: string | null
  model: string | null
  outcome: 'answered' | 'failed' | 'skipped' | 'abandoned'
  /** Why it did not answer, fit for the owner's eyes. */
  reason: string | null
  /** Since the answer was begun. */
  startedMs: number
  firstDeltaMs: number | null
  durationMs: number
}

/** What is known of how an answer came about. */
export type NotedAnswer = {
  /** What was searched for, where that differs from the question. */
  searchedFor: string | null
  passages: NotedPassage[]
  /** Of the instructions that the model was given; null where there was no model. */
  promptVersion: string | null
  hops: Hop[]
  /** What was checked, and what was taken out or refused, by a short name each, such as `unsupported-sentence`. */
  checks: { name: string; detail: string }[]
  /** Of all calls of models for this answer that went to their end; null where none did, or none said. */
  usage: NotedUsage | null
}

export type NotedUsage = { inputTokens: number; outputTokens: number; costMicroUsd: number }

/** Nobody reads more of one name, and a model that rambles makes one with each sentence. */
const mostOfName = 50

/** Notes made while an answer is written, for whoever asks later why it says what it says. */
export function createAnswerNotes() {
  const noted: NotedAnswer = {
    searchedFor: null,
    passages: [],
    promptVersion: null,
    hops: [],
    checks: [],
    usage: null,
  }
  return {
    noteSearch(searchedFor: string | null, passages: NotedPassage[]) {
      noted.searchedFor = searchedFor
      noted.passages = passages
    },
    notePrompt(version: string) {
      noted.promptVersion = version
    },
    noteHop(hop: Hop) {
      noted.hops.push(hop)
    },
    noteCheck(name: string, detail: string) {
      const known = noted.checks.filter((check) => check.name === name)
      if (known.length < mostOfName) noted.checks.push({ name, detail })
    },
    noteUsage({ inputTokens, outputTokens, costMicroUsd }: NotedUsage) {
      if (inputTokens + outputTokens === 0) return
      noted.usage = {
        inputTokens: (noted.usage?.inputTokens ?? 0) + inputTokens,
        outputTokens: (noted.usage?.outputTokens ?? 0) + outputTokens,
        costMicroUsd: (noted.usage?.costMicroUsd ?? 0) + costMicroUsd,
      }
    },
    read: (): NotedAnswer => noted,
  }
}

export type AnswerNotes = ReturnType<typeof createAnswerNotes>
