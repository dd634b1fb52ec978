import { Button } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { useText } from '../../lib/text.ts'
import { secondFactorText } from './second-factor.text.ts'

/** In place of what is open to those with a second factor alone. */
export function SecondFactorNeeded({ of }: { of: 'workspace' | 'operator' }) {
  const text = useText(secondFactorText)
  return (
    <EmptyNotice
      icon={<IconShieldLock size={36} stroke={1.3} />}
      title={of === 'workspace' ? text.workspaceTitle : text.operatorTitle}
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
