import { testResponder } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import { changeSettings, type ResponderSettings } from '../workspaces/index.ts'
import { createAnswerNotes } from './answer-notes.ts'
import type { Responder } from './responder.ts'

/** 'Test' in the settings: the chosen responder alone, so that a fallback does not hide its failure. */
export function responderTestRoutes(deps: {
  outgoing: Outgoing
  settingsOf: (workspaceId: string) => Promise<ResponderSettings>
  respondersFor: (settings: ResponderSettings) => Responder[]
}) {
  return (app: FastifyInstance): void => {
    route(
      app,
      testResponder,
      async ({ actor, body, reply }) => {
        const stored = await deps.settingsOf(actor.workspaceId)
        const settings = body.responder ? changeSettings(stored, body.responder, deps.outgoing) : stored
        const [responder] = deps.respondersFor(settings)
        if (!responder) throw new AppError('RESPONDER_FAILED')
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort())
        const startedAt = performance.now()
        try {
          const pieces = responder.answer(
            { workspaceId: actor.workspaceId, asked: null, text: body.question, earlier: [] },
            { signal: gone.signal, notes: createAnswerNotes() },
          )
          let text = ''
          let next = await pieces.next()
          while (!next.done) {
            text += next.value
            next = await pieces.next()
          }
          return {
            text,
            citationCount: next.value.citations.length,
            durationMs: Math.round(performance.now() - startedAt),
          }
        } catch (error) {
          if (error instanceof AppError) throw error
          throw new AppError('RESPONDER_FAILED', { message: (error as Error).message, cause: error })
        }
      },
      { rateLimit: { max: 30, timeWindow: 60_000 } },
    )
  }
}
