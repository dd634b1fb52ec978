import { IconLock } from '@tabler/icons-react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { SectionLayout } from '../../components/SectionLayout.tsx'
import { useMe } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { SecondFactorNeeded } from '../account/SecondFactorNeeded.tsx'
import { operatorText } from './operator.text.ts'

const pages = [
  { to: '/operator', name: 'users' },
  { to: '/operator/workspaces', name: 'workspaces' },
  { to: '/operator/logs', name: 'logs' },
  { to: '/operator/ai-prices', name: 'aiPrices' },
  { to: '/operator/jobs', name: 'jobs' },
  { to: '/operator/health', name: 'health' },
] as const

/** The console of who runs the server. */
export function OperatorSection() {
  const text = useText(operatorText)
  const { user } = useMe()
  if (!user.isOperator)
    return (
      <EmptyNotice order={1} icon={<IconLock size={36} stroke={1.3} />} title={text.notOperatorTitle}>
        {text.notOperatorHint}
      </EmptyNotice>
    )
  if (user.needsSecondFactor) return <SecondFactorNeeded of="operator" />
  return <SectionLayout label={text.console} pages={pages.map(({ to, name }) => ({ to, label: text[name] }))} />
}
