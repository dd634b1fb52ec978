import type { Locale } from '@minichat/contracts'
import type { Question } from '../../modules/answering/index.ts'
import { newId } from '../../platform/ids.ts'
import type { AskedBy } from './asked-by.store.ts'
import type { N8nQuestion } from './n8n-call.ts'

/**
 * A visitor's question as a workflow gets it. Name, e-mail and phone do not go out, nor any attribute that is not on the
 * list; the site's own id of a visitor does, where it is proven.
 * @param askedBy null where an owner tries a workflow out.
 */
export function questionOf(
  { asked, text, workspaceId }: Question,
  locale: Locale,
  askedBy: AskedBy | null,
  allowed: readonly string[],
): N8nQuestion {
  const once = asked ? null : newId()
  const { answerId = once, messageId = once, chatId = once } = asked ?? {}
  return {
    idempotencyKey: String(answerId),
    messageId: String(messageId),
    sessionId: String(chatId),
    text,
    metadata: {
      source: 'minichat',
      workspaceId,
      messageId,
      isTest: asked === null,
      locale,
      pageUrl: withoutQuery(askedBy?.page_url ?? null),
      visitor: {
        id: asked?.visitorId ?? null,
        isVerified: Boolean(askedBy?.external_id),
        externalId: askedBy?.external_id ?? null,
        // What the site has proven goes before what the page tells.
        attributes: pick({ ...askedBy?.attributes, ...askedBy?.verified?.attributes }, allowed),
      },
    },
  }
}

/** A query may hold what people typed, or keys that let somebody in. */
function withoutQuery(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address)
  return url ? url.origin + url.pathname : null
}

const pick = (facts: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))
