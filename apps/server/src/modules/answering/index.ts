import type { AiSettings } from '@minichat/contracts'
import type { Counter, Histogram } from 'prom-client'
import type { Database } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { ChatService } from '../chat/index.ts'
import type { KnowledgeModule, Rerank } from '../knowledge/index.ts'
import { type Chain, type ChainLink, type ModelProvider, usageOfAnswer, type WorkflowLink } from '../providers/index.ts'
import { answerTraceRoutes } from './answer-traces.routes.ts'
import { assistRoutes } from './assist.routes.ts'
import { createAssist } from './assist.ts'
import { createBuiltinResponder } from './builtin.ts'
import { createChatContext } from './chat-context.ts'
import { createAnswerEngine } from './engine.ts'
import { createModelResponder } from './model-responder.ts'
import { politeWhenCapped } from './polite-when-capped.ts'
import { providerTestRoutes } from './provider-test.routes.ts'
import type { Question, Responder } from './responder.ts'
import type { Moderate } from './rule-answer.ts'
import { createTryOut, type TryOut } from './try-out.ts'

export { type AnswerNotes, createAnswerNotes } from './answer-notes.ts'
export { handOverText } from './answer-texts.ts'
export { answerFromPassages } from './builtin-responder.ts'
export { smallTalkIn } from './builtin-small-talk.ts'
export { disarmText } from './disarm-text.ts'
export type { AnswerEnd, Question, Responder, Run } from './responder.ts'
export { localeOf, ResponderFailed } from './responder.ts'

/** Answers: who writes them, and the engine that sees each through. */
export function createAnsweringModule(deps: {
  db: Database
  hub: Hub
  log: Logger
  isAlone: boolean
  chats: ChatService
  knowledge: KnowledgeModule
  chain: Chain
  /** What answers by a workflow of the chain. */
  workflowResponder: (link: WorkflowLink) => Responder
  metrics: { answers: Counter<'responder' | 'outcome'>; answerSeconds: Histogram<'responder'> }
  sourceUrl: (workspaceId: string, passageId: string) => string
}): Module & { tryOut: TryOut } {
  const { db, knowledge, chain, metrics } = deps
  const retrieve = (question: Question, limit: number, rerank: Rerank | null = null) =>
    knowledge.search(question.workspaceId, question.text, {
      limit,
      earlier: earlierQuestions(question),
      asked: question.asked,
      rerank,
    })
  const contextOf = createChatContext(db)
  /** The built-in responder stands behind every other one: it needs nobody else. */
  const builtin = politeWhenCapped(createBuiltinResponder(retrieve))
  function responderOf(link: ChainLink, { settings, links }: { settings: AiSettings; links: ChainLink[] }): Responder {
    if (link.kind === 'n8n') return deps.workflowResponder(link)
    const ranker = settings.reranks ? (links.find(isModel) ?? null) : null
    return createModelResponder({ provider: link, ranker, settings, retrieve, contextOf })
  }

  const moderate: Moderate = async (question, signal) => {
    const moderator = await chain.moderatorOf(question.workspaceId)
    return moderator ? moderator(question.text, question.asked, signal) : null
  }
  async function respondersOf(workspaceId: string): Promise<Responder[]> {
    const all = await chain.of(workspaceId)
    return [...all.links.map((link) => responderOf(link, all)), builtin]
  }

  /** Workflows are for visitors' questions: what they do besides answering is not known. */
  async function modelsOf(workspaceId: string) {
    const all = await chain.of(workspaceId)
    const models = all.links.filter(isModel)
    return { models, responders: models.map((model) => responderOf(model, all)) }
  }
  const assist = createAssist({ db, log: deps.log, moderate, modelsOf, sourceUrl: deps.sourceUrl })

  const engine = createAnswerEngine({
    ...deps,
    moderate,
    respondersOf,
    onAnswered({ responder, outcome, ...answer }) {
      deps.log.info({ responder, outcome, ...answer }, 'a question was answered')
      metrics.answers.inc({ responder, outcome })
      metrics.answerSeconds.observe({ responder }, answer.totalMs / 1000)
    },
  })

  return {
    name: 'answering',
    tryOut: createTryOut({ log: deps.log, moderate, respondersOf }),
    // The table `answers` belongs to chat, whose lock and fence it lives under.
    tables: [
      {
        name: 'answer_traces',
        scope: 'tenant',
        personalData: [{ columns: ['question', 'searched_for', 'checks'], of: 'visitor' }],
      },
      { name: 'assists', scope: 'tenant', personalData: [] },
      { name: 'chat_gists', scope: 'tenant', personalData: [{ columns: ['facts', 'about'], of: 'visitor' }] },
    ],
    routes(app) {
      providerTestRoutes({
        chain,
        responderOf: async (workspaceId, link) => responderOf(link, await chain.of(workspaceId)),
      })(app)
      assistRoutes(assist)(app)
      answerTraceRoutes({ db, knowledge, usageOf: usageOfAnswer })(app)
    },
    startWorker: () => engine.start(),
    stop: () => engine.stop(),
  }
}

const isModel = (link: ChainLink): link is ModelProvider => link.kind !== 'n8n'

/** Further back nothing helps to understand a question. */
const turnsForSearch = 10

const earlierQuestions = (question: Question) =>
  question.earlier
    .slice(-turnsForSearch)
    .filter((turn) => turn.author === 'visitor')
    .map((turn) => turn.text)
