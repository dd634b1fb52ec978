import type { AuditEntry } from '@minichat/contracts'

/**
 * What was done, in words: `changed the widget “Website”`. One that this page does not know yet is spelt out from its
 * name, with what it was done to.
 */
export function auditWords(phrases: Record<string, string>, { action, target }: Pick<AuditEntry, 'action' | 'target'>) {
  const name = target?.name ?? target?.id ?? ''
  const quoted = name === '' ? '' : `“${name}”`
  const phrase = Object.hasOwn(phrases, action) ? phrases[action] : undefined
  if (phrase !== undefined) return phrase.replace('{target}', quoted).trim()
  const [area = '', what = ''] = action.split('.')
  return [spellOut(area), spellOut(what)].filter(Boolean).join(': ') + (quoted && ` ${quoted}`)
}

const spellOut = (word: string) => word.replaceAll('_', ' ')

/** The areas that can be filtered by: what stands before the point of an action. */
export const auditAreas = [
  'account',
  'workspace',
  'team',
  'api_key',
  'identity_key',
  'widget',
  'knowledge',
  'review',
  'ai',
  'chat',
] as const
