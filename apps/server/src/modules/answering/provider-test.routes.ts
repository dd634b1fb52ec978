import { testAiProvider } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import {
  asAppError,
  type Chain,
  type ChainLink,
  type ModelCall,
  type ModelProvider,
  type ModelUsage,
} from '../providers/index.ts'
import { createAnswerNotes } from './answer-notes.ts'
import { type Responder, ResponderFailed } from './responder.ts'

/** 'Test' in the dashboard: one provider alone, so that a fallback does not hide its failure. */
export function providerTestRoutes(deps: {
  chain: Chain
  responderOf: (workspaceId: string, link: ChainLink) => Promise<Responder>
}) {
  return (app: FastifyInstance): void => {
    route(
      app,
      testAiProvider,
      async ({ actor: { workspaceId }, body, reply }) => {
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort())
        const link = await deps.chain.forTrial(workspaceId, body.provider)
        const heard = overhear(link)
        const responder = await deps.responderOf(workspaceId, heard.link)
        const answer = await askOnce(responder, { workspaceId, text: body.question }, gone.signal).catch(refuse)
        return { ...answer, modelText: heard.text() }
      },
      { rateLimit: { max: 30, timeWindow: 60_000 } },
    )
  }
}

/** Keeps what a model writes: of what has no source, its owner would see nothing. */
function overhear(link: ChainLink): { link: ChainLink; text: () => string | null } {
  if (link.kind === 'n8n') return { link, text: () => null }
  let text = ''
  async function* stream(call: ModelCall): AsyncGenerator<string, ModelUsage> {
    text = ''
    const pieces = (link as ModelProvider).stream(call)
    try {
      for (let next = await pieces.next(); ; next = await pieces.next()) {
        if (next.done) return next.value
        text += next.value
        yield next.value
      }
    } finally {
      await pieces.return({ inputTokens: 0, outputTokens: 0, isEstimated: true, costMicroUsd: 0 })
    }
  }
  return { link: { ...link, stream }, text: () => text }
}

/** With the real reason, whoever failed. */
function refuse(error: unknown): never {
  if (error instanceof ResponderFailed) throw new AppError('RESPONDER_FAILED', { message: error.message, cause: error })
  return asAppError(error)
}

async function askOnce(responder: Responder, asked: { workspaceId: string; text: string }, signal: AbortSignal) {
  const startedAt = performance.now()
  const sinceStart = () => Math.round(performance.now() - startedAt)
  const pieces = responder.answer({ ...asked, asked: null, earlier: [] }, { signal, notes: createAnswerNotes() })
  let text = ''
  let firstTokenMs: number | null = null
  let next = await pieces.next()
  while (!next.done) {
    firstTokenMs ??= sinceStart()
    text += next.value
    next = await pieces.next()
  }
  const durationMs = sinceStart()
  return { text, citationCount: next.value.citations.length, durationMs, firstTokenMs: firstTokenMs ?? durationMs }
}
