import '../../styles/forms.ts'
import { Stack } from '@mantine/core'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { accountText } from './account.text.ts'
import { EmailCard } from './EmailCard.tsx'
import { LanguageCard } from './LanguageCard.tsx'
import { OwnNameCard } from './OwnNameCard.tsx'
import { OwnTimeZoneCard } from './OwnTimeZoneCard.tsx'

export function ProfilePage() {
  const text = useText(accountText)
  return (
    <PageLayout title={text.profile}>
      <Stack gap="lg">
        <OwnNameCard />
        <LanguageCard />
        <OwnTimeZoneCard />
        <EmailCard />
      </Stack>
    </PageLayout>
  )
}
