import { randomBytes } from 'node:crypto'

const toBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const toId = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A public key for a page: carries workspace and widget, so that no look-up crosses workspaces. */
export const makeWidgetKey = (workspaceId: string, widgetId: string) =>
  `wk_${Buffer.concat([toBytes(workspaceId), toBytes(widgetId), randomBytes(6)]).toString('base64url')}`

/** Null for what cannot be a key of ours. */
export function readWidgetKey(key: string): { workspaceId: string; widgetId: string } | null {
  if (!/^wk_[A-Za-z0-9_-]{51}$/.test(key)) return null
  const bytes = Buffer.from(key.slice(3), 'base64url')
  return { workspaceId: toId(bytes.subarray(0, 16)), widgetId: toId(bytes.subarray(16, 32)) }
}
