import { ApiError, createClient } from '@minichat/client'
import { createStored } from './stored.ts'

/** The workspace that this tab shows; every call is about it. */
export const activeWorkspace = createStored<string>('minichat.workspace', () => '')

export const api = createClient({ workspaceId: () => activeWorkspace.get() || null, renews: true })

export const isApiError = (error: unknown, ...codes: ApiError['code'][]): error is ApiError =>
  error instanceof ApiError && (codes.length === 0 || codes.includes(error.code))

/** For whatever is stored once however often it is sent. Works without a secure context. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return `m-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
