import { isPermitted, type Permission } from '@minichat/contracts/permissions'
import { SectionLayout } from '../../components/SectionLayout.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { QuotaBanner } from '../plan/QuotaBanner.tsx'
import { sectionText } from './section.text.ts'

/** The pages of the settings, in order; each with what one must be allowed to see it. */
const pages = [
  { to: '/settings', name: 'general', needs: 'workspace.read' },
  { to: '/settings/ai', name: 'ai', needs: 'workspace.read' },
  { to: '/settings/inbox', name: 'inbox', needs: 'chats.answer' },
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

export function SettingsSection() {
  const text = useText(sectionText)
  const { role } = useSession().workspace
  const visible = pages.filter(({ needs }) => isPermitted(role, needs))
  return (
    <>
      <QuotaBanner />
      <SectionLayout label={text.settings} pages={visible.map(({ to, name }) => ({ to, label: text[name] }))} />
    </>
  )
}
