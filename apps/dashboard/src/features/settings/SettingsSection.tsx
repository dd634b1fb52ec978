import { isPermitted } from '@minichat/contracts/permissions'
import { SectionLayout } from '../../components/SectionLayout.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { QuotaBanner } from '../plan/QuotaBanner.tsx'
import { sectionText } from './section.text.ts'
import { settingsPages } from './settings-pages.ts'

export function SettingsSection() {
  const text = useText(sectionText)
  const { role } = useSession().workspace
  const visible = settingsPages.filter(({ needs }) => isPermitted(role, needs))
  return (
    <>
      <QuotaBanner />
      <SectionLayout label={text.settings} pages={visible.map(({ to, name }) => ({ to, label: text[name] }))} />
    </>
  )
}
