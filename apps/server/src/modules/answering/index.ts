import type { Counter, Histogram } from 'prom-client'
import { type Database, DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { ChatService } from '../chat/index.ts'
import type { KnowledgeModule } from '../knowledge/index.ts'
import { type Meter, type ModelProvider, meteredStream } from '../providers/index.ts'
import type { ResponderSettings } from '../workspaces/index.ts'
import { createBuiltinResponder } from './builtin.ts'
import { createAnswerEngine } from './engine.ts'
import { createModelResponder } from './model-responder.ts'
import { streamChat } from './openai-relay.ts'
import { politeWhenCapped } from './polite-when-capped.ts'
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
  meter: Meter
  metrics: { answers: Counter<'responder' | 'outcome'>; answerSeconds: Histogram<'responder'> }
}): Module {
  const { db, knowledge, outgoing, metrics } = deps
  const retrieve = (question: Question, limit: number) =>
    db.transaction(question.workspaceId, (tx) =>
      knowledge.retrieve(tx, question.text, { limit, earlier: earlierQuestions(question) }),
    )
  const builtin = politeWhenCapped(createBuiltinResponder(retrieve))

  /** The built-in responder stands behind every other one: it needs nobody else. */
  function respondersFor(settings: ResponderSettings): Responder[] {
    if (settings.kind !== 'openai') return [builtin]
    const endpoint = { baseUrl: settings.baseUrl, model: settings.model, apiKey: settings.apiKey }
    const { dispatcher } = outgoing
    const identity = { id: 'workspace', kind: 'compatible', model: endpoint.model } as const
    const provider: ModelProvider = {
      ...identity,
      name: 'AI provider',
      maxOutputTokens: 4000,
      stream: (call) =>
        meteredStream(deps.meter, identity, call, async function* () {
          outgoing.check(endpoint.baseUrl)
          yield* streamChat(endpoint, call.turns, dispatcher, call.signal)
          return null
        }),
    }
    return [createModelResponder({ provider, instructions: settings.instructions, retrieve }), builtin]
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
