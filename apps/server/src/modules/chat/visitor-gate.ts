import { AppError } from '../../platform/errors.ts'
import type { VisitorActor } from '../../platform/http/actor.ts'
import type { Identities } from '../identity/index.ts'
import type { VisitorToken, VisitorTokens } from './visitor-tokens.ts'

/** Whose token counts. For visitors who are not proven nothing is looked up. */
export function createVisitorGate(tokens: VisitorTokens, identities: Pick<Identities, 'isKeyAlive'>) {
  /** Null for whatever is no living token of this widget, and for one whose proof has ended or whose key is gone. */
  async function read(text: string, actor: VisitorActor): Promise<VisitorToken | null> {
    const token = tokens.read(text, actor)
    return token && (await isAlive(token)) ? token : null
  }

  /** Whether the key that has proven the visitor still counts, where they are proven. */
  const isAlive = async ({ workspaceId, proof }: VisitorToken) =>
    !proof || identities.isKeyAlive(workspaceId, proof.keyId)

  /** @throws AppError IDENTITY_REQUIRED where the widget is for proven visitors only, and this one is not. */
  function assertWelcome({ proof }: Pick<VisitorToken, 'proof'>, { needsProof }: VisitorActor): void {
    if (needsProof && !proof) throw new AppError('IDENTITY_REQUIRED')
  }

  return {
    read,
    isAlive,
    assertWelcome,
    /** @throws AppError INVALID_VISITOR_TOKEN, IDENTITY_REQUIRED. */
    async require(text: string, actor: VisitorActor): Promise<VisitorToken> {
      const token = await read(text, actor)
      if (!token) throw new AppError('INVALID_VISITOR_TOKEN')
      assertWelcome(token, actor)
      return token
    },
  }
}

export type VisitorGate = ReturnType<typeof createVisitorGate>
