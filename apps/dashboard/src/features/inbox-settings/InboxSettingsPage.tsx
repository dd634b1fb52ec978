import '../../styles/forms.ts'
import '../../styles/dialog.ts'
import { Stack } from '@mantine/core'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { CannedCard } from './CannedCard.tsx'
import { ChatMailCard } from './ChatMailCard.tsx'
import { inboxSettingsText } from './inbox-settings.text.ts'
import { LabelsCard } from './LabelsCard.tsx'
import { RatingMailCard } from './RatingMailCard.tsx'

/** What a team arranges its inbox with. */
export function InboxSettingsPage() {
  const text = useText(inboxSettingsText)
  return (
    <PageLayout title={text.title}>
      <Stack gap="lg">
        <CannedCard />
        <LabelsCard />
        <ChatMailCard />
        <RatingMailCard />
      </Stack>
    </PageLayout>
  )
}
