import type { Counter, Histogram } from 'prom-client'
import { type Database, DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { ChatService } from '../chat/index.ts'
import type { KnowledgeModule } from '../knowledge/index.ts'
import type { ModelProvider } from '../providers/index.ts'
import type { ResponderSettings } from '../workspaces/index.ts'
import { answerTraceRoutes } from './answer-traces.routes.ts'
import { createBuiltinResponder } from './builtin.ts'
import { createChatContext } from './chat-context.ts'
import { createAnswerEngine } from './engine.ts'
import { createModelResponder } from './model-responder.ts'
import { streamChat } from './openai-relay.ts'
import type { Question, Responder } from './responder.ts'
import { responderTestRoutes } from './responder-test.routes.ts'

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
  const { db, knowledge, outgoing, metrics } = deps
  const retrieve = (question: Question, limit: number) =>
    db.transaction(question.workspaceId, (tx) =>
      knowledge.retrieve(tx, question.text, { limit, earlier: earlierQuestions(question) }),
    )
  const contextOf = createChatContext(db)
  const builtin = createBuiltinResponder(retrieve)

  /** The built-in responder stands behind every other one: it needs nobody else. */
  function respondersFor(settings: ResponderSettings): Responder[] {
    if (settings.kind !== 'openai') return [builtin]
    const endpoint = { baseUrl: settings.baseUrl, model: settings.model, apiKey: settings.apiKey }
    const { dispatcher } = outgoing
    const provider: ModelProvider = {
      id: 'workspace',
      kind: 'compatible',
      name: 'AI provider',
      model: endpoint.model,
      maxOutputTokens: 4000,
      async *stream({ turns, signal }) {
        outgoing.check(endpoint.baseUrl)
        yield* streamChat(endpoint, turns, dispatcher, signal)
        return { inputTokens: 0, outputTokens: 0, isEstimated: true, costMicroUsd: 0 }
      },
    }
    const { instructions } = settings
    const speech = { instructions, tone: 'friendly', strictness: 'balanced' } as const
    return [createModelResponder({ provider, settings: speech, retrieve, contextOf }), builtin]
  }

  const engine = createAnswerEngine({
    ...deps,
    moderate: null,
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
    tables: [
      {
        name: 'answer_traces',
        scope: 'tenant',
        personalData: [{ columns: ['question', 'searched_for', 'checks'], of: 'visitor' }],
      },
      { name: 'chat_gists', scope: 'tenant', personalData: [{ columns: ['facts', 'about'], of: 'visitor' }] },
    ],
    routes(app) {
      responderTestRoutes({ ...deps, respondersFor })(app)
      answerTraceRoutes({ db, knowledge, usageOf: null })(app)
    },
    startWorker: () => engine.start(),
    stop: () => engine.stop(),
  }
}

/** Further back nothing helps to understand a question. */
const turnsForSearch = 10

const earlierQuestions = (question: Question) =>
  question.earlier
    .slice(-turnsForSearch)
    .filter((turn) => turn.author === 'visitor')
    .map((turn) => turn.text)
