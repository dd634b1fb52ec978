import type { Permission } from '@minichat/contracts/permissions'
import type { sectionText } from './section.text.ts'

/** The pages of the settings, in order; each with what one must be allowed to see it. */
export const settingsPages = [
  { to: '/settings', name: 'general', needs: 'workspace.read' },
  { to: '/settings/ai', name: 'ai', needs: 'workspace.read' },
  { to: '/settings/inbox', name: 'inbox', needs: 'chats.answer' },
  { to: '/settings/assignment', name: 'assignment', needs: 'chats.answer' },
  { to: '/settings/team', name: 'team', needs: 'team.read' },
  { to: '/settings/plan', name: 'plan', needs: 'plan.read' },
  { to: '/settings/ai-cost', name: 'aiCost', needs: 'workspace.change' },
  { to: '/settings/api-keys', name: 'apiKeys', needs: 'api_keys.manage' },
  { to: '/settings/identity', name: 'identity', needs: 'identity_keys.manage' },
  { to: '/settings/n8n', name: 'n8n', needs: 'workspace.change' },
  { to: '/settings/audit', name: 'audit', needs: 'audit.read' },
  { to: '/settings/workspace', name: 'workspace', needs: 'workspace.delete' },
] as const satisfies {
  to: string
  name: keyof typeof sectionText.en
  needs: Permission
}[]
