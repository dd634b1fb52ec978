import '../../styles/forms.ts'
import { Stack } from '@mantine/core'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { accountText } from './account.text.ts'
import { PasskeysCard } from './PasskeysCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { ProvidersCard } from './ProvidersCard.tsx'
import { TwoFactorCard } from './TwoFactorCard.tsx'

export function SecurityPage() {
  const text = useText(accountText)
  return (
    <PageLayout title={text.security}>
      <Stack gap="lg">
        <PasswordCard />
        <TwoFactorCard />
        <PasskeysCard />
        <ProvidersCard />
      </Stack>
    </PageLayout>
  )
}
