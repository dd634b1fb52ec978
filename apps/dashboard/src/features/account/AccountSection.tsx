import { SectionLayout } from '../../components/SectionLayout.tsx'
import { useText } from '../../lib/text.ts'
import { accountText } from './account.text.ts'

/** The pages about oneself, whatever workspace is open. */
export function AccountSection() {
  const text = useText(accountText)
  return (
    <SectionLayout
      label={text.account}
      pages={[
        { to: '/account', label: text.profile },
        { to: '/account/notifications', label: text.notifications },
        { to: '/account/security', label: text.security },
        { to: '/account/sessions', label: text.sessions },
      ]}
    />
  )
}
