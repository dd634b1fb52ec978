import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import type { Identify } from '../../platform/http/authorise.ts'
import type { VisitorGate } from './visitor-gate.ts'
import type { VisitorToken } from './visitor-tokens.ts'

const lookEveryMs = 1000

/** Something that goes on for as long as its visitor may have it. */
type Followed = { end(): void }
/** Those for whom the same holds: the page, and the key that has proven them. */
type Group = {
  key: string
  widgetKey: string
  origin: string | null
  host: string
  /** That of one of them. */
  token: VisitorToken
  members: Map<Followed, number>
}

/**
 * What would be refused if it was asked for now does not go on: once a second, streams of sites that are no longer
 * allowed end, of visitors whose proof is over or whose key is gone, and of unproven ones where proof is needed now.
 * Widgets and keys come from caches that hear of changes, so a look costs no query, and one for all streams of a site.
 */
export function createStreamWalls(deps: {
  visitorOf: Identify['visitor']
  gate: Pick<VisitorGate, 'assertWelcome' | 'isAlive'>
  nowMs: () => number
}) {
  const { visitorOf, gate, nowMs } = deps
  const groups = new Map<string, Group>()
  let isLooking = false
  let timer: NodeJS.Timeout | undefined

  async function mayGoOn({ widgetKey, origin, host, token }: Group): Promise<boolean> {
    try {
      gate.assertWelcome(token, await visitorOf(widgetKey, origin, host))
      return await gate.isAlive(token)
    } catch (error) {
      // The database is away for a moment: that says nothing about anybody.
      return !(error instanceof AppError)
    }
  }

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    for (const group of [...groups.values()]) {
      const isWelcome = await mayGoOn(group)
      for (const [followed, endsAtMs] of group.members) if (!isWelcome || endsAtMs <= nowMs()) followed.end()
    }
    isLooking = false
  }

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  /** Apart, so that what is kept for as long as a stream lives holds on to nothing of its request. */
  function enter(group: Group, followed: Followed, endsAtMs: number): () => void {
    group.members.set(followed, endsAtMs)
    timer ??= setInterval(() => void look(), lookEveryMs).unref()
    return () => {
      group.members.delete(followed)
      if (group.members.size === 0 && groups.get(group.key) === group) groups.delete(group.key)
      if (groups.size === 0) stop()
    }
  }

  return {
    /** @returns what is to be called when it has ended, for whatever reason. */
    add(request: FastifyRequest, token: VisitorToken, followed: Followed): () => void {
      const { widgetKey } = request.params as { widgetKey: string }
      const origin = request.headers.origin ?? null
      const { host } = request
      const key = JSON.stringify([widgetKey, origin, host, token.proof?.keyId])
      let group = groups.get(key)
      if (!group) groups.set(key, (group = { key, widgetKey, origin, host, token, members: new Map() }))
      return enter(group, followed, token.proof ? token.proof.expiresAtSeconds * 1000 : Number.POSITIVE_INFINITY)
    },
    stop,
  }
}

export type StreamWalls = ReturnType<typeof createStreamWalls>
