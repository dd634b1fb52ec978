import type { z } from 'zod'
import type * as accountChanges from './account-changes.ts'
import type * as accounts from './accounts.ts'
import type * as aiCost from './ai-cost.ts'
import type * as aiProviders from './ai-providers.ts'
import type * as analytics from './analytics.ts'
import type * as answerTraces from './answer-traces.ts'
import type * as apiKeys from './api-keys.ts'
import type * as assignment from './assignment.ts'
import type * as assistance from './assistance.ts'
import type * as audit from './audit.ts'
import type * as auth from './auth.ts'
import type * as chat from './chat.ts'
import type * as chatMail from './chat-mail.ts'
import type * as embeddings from './embeddings.ts'
import type { Endpoint } from './endpoint.ts'
import type * as events from './events.ts'
import type * as identity from './identity.ts'
import type * as inbox from './inbox.ts'
import type * as knowledge from './knowledge.ts'
import type * as knowledgeOrganisation from './knowledge-organisation.ts'
import type * as knowledgeSites from './knowledge-sites.ts'
import type * as mail from './mail.ts'
import type * as n8n from './n8n.ts'
import type * as notifications from './notifications.ts'
import type * as operators from './operators.ts'
import type * as ownMails from './own-mails.ts'
import type * as passkeys from './passkeys.ts'
import type * as plan from './plan.ts'
import type * as review from './review.ts'
import type * as search from './search.ts'
import type * as signInProviders from './sign-in-providers.ts'
import type * as team from './team.ts'
import type * as twoFactor from './two-factor.ts'
import type * as visitor from './visitor.ts'
import type * as visitorActions from './visitor-actions.ts'
import type * as whereabouts from './whereabouts.ts'
import type * as widgetHealth from './widget-health.ts'
import type * as workspaces from './workspaces.ts'

type Contracts = typeof accounts &
  typeof accountChanges &
  typeof aiCost &
  typeof aiProviders &
  typeof analytics &
  typeof answerTraces &
  typeof apiKeys &
  typeof assignment &
  typeof assistance &
  typeof audit &
  typeof auth &
  typeof chat &
  typeof chatMail &
  typeof embeddings &
  typeof events &
  typeof identity &
  typeof inbox &
  typeof knowledge &
  typeof knowledgeOrganisation &
  typeof knowledgeSites &
  typeof ownMails &
  typeof review &
  typeof search &
  typeof signInProviders &
  typeof mail &
  typeof n8n &
  typeof notifications &
  typeof team &
  typeof twoFactor &
  typeof operators &
  typeof passkeys &
  typeof plan &
  typeof visitor &
  typeof visitorActions &
  typeof whereabouts &
  typeof widgetHealth &
  typeof workspaces
type AnyEndpoint = Extract<Contracts[keyof Contracts], Endpoint>

/** Every endpoint by `METHOD /path`: what the typed client is typed by. */
export type Api = { [E in AnyEndpoint as `${E['method']} ${E['path']}`]: E }
export type Route = keyof Api

type Input<T> = T extends z.ZodType ? z.input<T> : undefined
export type ParamsOf<E> = E extends { params: infer P } ? Input<P> : undefined
export type QueryOf<E> = E extends { query: infer Q } ? Input<Q> : undefined
export type BodyOf<E> = E extends { body: infer B } ? Input<B> : undefined
export type ResponseOf<E> = E extends { response: infer R extends z.ZodType } ? z.output<R> : never
