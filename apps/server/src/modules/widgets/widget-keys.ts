import { randomBytes } from 'node:crypto'
import { idFromBytes, idToBytes } from '../../platform/ids.ts'

/** A public key for a page: carries workspace and widget, so that no look-up crosses workspaces. */
export const makeWidgetKey = (workspaceId: string, widgetId: string) =>
  `wk_${Buffer.concat([idToBytes(workspaceId), idToBytes(widgetId), randomBytes(6)]).toString('base64url')}`

/** Whether a text looks like a key, so that it can stand in a page. */
export const isWidgetKey = (text: string): boolean => /^wk_[A-Za-z0-9_-]{51}$/.test(text)

/** Null for what cannot be a key of ours. */
export function readWidgetKey(key: string): { workspaceId: string; widgetId: string } | null {
  if (!isWidgetKey(key)) return null
  const bytes = Buffer.from(key.slice(3), 'base64url')
  return { workspaceId: idFromBytes(bytes.subarray(0, 16)), widgetId: idFromBytes(bytes.subarray(16, 32)) }
}
