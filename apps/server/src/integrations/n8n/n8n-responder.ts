import { type AnswerEnd, handOverText, localeOf, type Question, type Responder } from '../../modules/answering/index.ts'
import type { Meter } from '../../modules/providers/index.ts'
import type { Database } from '../../platform/database/database.ts'
import { askAndWait } from './ask-and-wait.ts'
import { askDirectly } from './ask-directly.ts'
import { findAskedBy } from './asked-by.store.ts'
import { countCall } from './counted-call.ts'
import { guardReply } from './guard-reply.ts'
import { startHeartbeat } from './heartbeat.ts'
import type { CallDeps, N8nEndpoint, N8nQuestion } from './n8n-call.ts'
import { N8nFailed } from './n8n-failed.ts'
import { questionOf } from './question-of.ts'
import { type Directives, noDirectives } from './reply-shape.ts'
import type { Waits } from './waits.ts'

export type N8nDeps = Omit<CallDeps, 'count'> & { db: Database; waits: Waits; meter: Meter }

/** Answers by a workflow of n8n, whichever way it replies. */
export function createN8nResponder(deps: N8nDeps, endpoint: N8nEndpoint): Responder {
  const { settings } = endpoint
  return {
    name: 'n8n',
    providerId: endpoint.linkId,
    model: null,
    async *answer(question, run) {
      const locale = localeOf(question)
      const asked = questionOf(question, locale, await askedBy(deps.db, question), settings.attributes)
      const calls = { ...deps, count: () => countCall(deps.meter, endpoint, question.asked, asked) }
      const heartbeat = startHeartbeat(run, settings.heartbeat, locale)
      const said =
        settings.mode === 'async'
          ? askLater(calls, endpoint, asked, question.asked?.answerId ?? null, {
              signal: run.signal,
              onAcknowledged: heartbeat.beat,
            })
          : askDirectly(calls, endpoint, asked, run.signal)
      const pieces = guardReply(said, endpoint, run.notes)
      let hasText = false
      try {
        for (;;) {
          const next = await pieces.next()
          heartbeat.stop()
          if (next.done) {
            if (!hasText && !next.value.handsOver) throw new N8nFailed('empty', 'the workflow ended without an answer')
            if (!hasText) yield handOverText[locale]
            return endOf(next.value)
          }
          hasText = true
          yield next.value
        }
      } finally {
        heartbeat.stop()
        await pieces.return(noDirectives)
      }
    },
  }
}

async function* askLater(
  deps: CallDeps & { waits: Waits },
  endpoint: N8nEndpoint,
  asked: N8nQuestion,
  answerId: string | null,
  run: { signal: AbortSignal; onAcknowledged: () => void },
): AsyncGenerator<string, Directives> {
  const { workspaceId, linkId, settings, signingSecret } = endpoint
  if (!signingSecret) throw new N8nFailed('no-signing-secret', 'there is no signing secret yet')
  const wait = await deps.waits.begin({ workspaceId, answerId, linkId, timeoutMs: settings.timeoutMs })
  const { text, ...directives } = await askAndWait(deps, endpoint, asked, wait, run)
  if (text !== '') yield text
  return directives
}

const askedBy = async (db: Database, { asked, workspaceId }: Question) =>
  asked ? ((await db.transaction(workspaceId, (tx) => findAskedBy(tx, asked.chatId))) ?? null) : null

/** What the workflow says of itself is shown as its own: links, with no words that we would vouch for. */
const endOf = ({ handsOver, quickReplies, sources }: Directives): AnswerEnd => ({
  citations: [],
  offersPerson: false,
  handsOver,
  quickReplies,
  links: sources,
})
