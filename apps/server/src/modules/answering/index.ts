import type { Counter, Histogram } from 'prom-client'
import { type Database, DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { ChatService } from '../chat/index.ts'
import type { KnowledgeModule } from '../knowledge/index.ts'
import type { ResponderSettings } from '../workspaces/index.ts'
import { createBuiltinResponder } from './builtin.ts'
import { createAnswerEngine } from './engine.ts'
import { createOpenAiResponder } from './openai-responder.ts'
import type { Question, Responder } from './responder.ts'
import { responderTestRoutes } from './responder-test.routes.ts'

export { answerFromPassages } from './builtin-responder.ts'

/** Answers: who writes them, and the engine that sees each through. */
export function createAnsweringModule(deps: {
  db: Database
  hub: Hub
  log: Logger
  isAlone: boolean
  chats: ChatService
  knowledge: KnowledgeModule
  outgoing: Outgoing
  settingsOf: (workspaceId: string) => Promise<ResponderSettings>
  metrics: { answers: Counter<'responder' | 'outcome'>; answerSeconds: Histogram<'responder'> }
}): Module {
  const { knowledge, outgoing, metrics } = deps
  const retrieve = (question: Question, limit: number) =>
    knowledge.search(question.workspaceId, question.text, { limit, earlier: earlierQuestions(question) })
  const builtin = createBuiltinResponder(retrieve)

  /** The built-in responder stands behind every other one: it needs nobody else. */
  function respondersFor(settings: ResponderSettings): Responder[] {
    if (settings.kind !== 'openai') return [builtin]
    const endpoint = { baseUrl: settings.baseUrl, model: settings.model, apiKey: settings.apiKey }
    const { dispatcher } = outgoing
    const guarded: Responder = {
      name: 'openai',
      async *answer(question, run) {
        outgoing.check(endpoint.baseUrl)
        return yield* createOpenAiResponder({
          endpoint,
          instructions: settings.instructions,
          dispatcher,
          retrieve,
        }).answer(question, run)
      },
    }
    return [guarded, builtin]
  }

  const engine = createAnswerEngine({
    ...deps,
    async respondersOf(workspaceId) {
      try {
        return respondersFor(await deps.settingsOf(workspaceId))
      } catch (error) {
        if (error instanceof DatabaseUnavailable) throw error
        // Such as a key that was sealed with another master key: visitors are still answered.
        deps.log.error({ err: error, workspaceId }, 'The responder’s settings could not be read.')
        return [builtin]
      }
    },
    onAnswered({ responder, outcome, ...answer }) {
      deps.log.info({ responder, outcome, ...answer }, 'a question was answered')
      metrics.answers.inc({ responder, outcome })
      metrics.answerSeconds.observe({ responder }, answer.totalMs / 1000)
    },
  })

  return {
    name: 'answering',
    // The table `answers` belongs to chat, whose lock and fence it lives under.
    tables: [],
    routes: responderTestRoutes({ ...deps, respondersFor }),
    startWorker: () => engine.start(),
    stop: () => engine.stop(),
  }
}

const earlierQuestions = (question: Question) =>
  question.earlier.filter((turn) => turn.author === 'visitor').map((turn) => turn.text)
