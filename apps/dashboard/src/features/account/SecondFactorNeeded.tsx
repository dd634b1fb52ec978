import { Button } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { useText } from '../../lib/text.ts'
import { secondFactorText } from './second-factor.text.ts'

/** In place of each page of what is open to those with a second factor alone. */
export function SecondFactorNeeded({ of }: { of: 'workspace' | 'operator' }) {
  const text = useText(secondFactorText)
  const title = of === 'workspace' ? text.workspaceTitle : text.operatorTitle
  usePageTitle(title)
  return (
    <EmptyNotice
      order={1}
      icon={<IconShieldLock size={36} stroke={1.3} />}
      title={title}
      action={
        <Button mt="sm" renderRoot={(props) => <Link to="/account/security" {...props} />}>
          {text.setUp}
        </Button>
      }
    >
      {text.hint}
    </EmptyNotice>
  )
}
