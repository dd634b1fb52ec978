import type { ApiKey, ErrorBody, Scope } from '@minichat/contracts'
import type { Person } from './test-app.ts'

/** Makes an API key as its workspace's owner does. */
export async function makeKey(owner: Person, scope: Scope, more: { name?: string; expiresInDays?: number } = {}) {
  const { data } = await owner.client.request('POST /api/v1/api-keys', {
    body: { name: `A key to ${scope}`, scope, ...more },
  })
  return data satisfies { key: ApiKey; secret: string }
}

export type Answer = { status: number; code: string | null; body: unknown; headers: Headers }

/** Calls as a program does: with its key, and with nothing else unless told so. */
export async function callWithKey(url: string, secret: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, {
    ...init,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(init.body ? { 'content-type': 'application/json' } : {}),
      ...(init.headers as Record<string, string>),
    },
  })
  const body = (await response.json()) as Partial<ErrorBody>
  return { status: response.status, code: body.error?.code ?? null, body, headers: response.headers }
}
