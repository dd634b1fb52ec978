import '../../styles/forms.ts'
import { Alert, Button, Skeleton, Stack } from '@mantine/core'
import { IconExternalLink, IconInfoCircle } from '@tabler/icons-react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { NameCard } from './NameCard.tsx'
import { PauseAiCard } from './PauseAiCard.tsx'
import { SampleCard } from './SampleCard.tsx'
import { settingsText } from './settings.text.ts'
import { TimeZoneCard } from './TimeZoneCard.tsx'
import { useWorkspace } from './use-workspace.ts'

export function SettingsPage() {
  const text = useText(settingsText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const { data: workspace, isError, error, refetch } = useWorkspace()
  return (
    <PageLayout title={text.title}>
      <Stack gap="lg">
        {!mayManage && (
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
            {common.membersOnlyRead}
          </Alert>
        )}
        {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!workspace && !isError && (
          <Stack gap="lg" role="status" aria-label={common.loading}>
            <Skeleton height={180} radius="lg" />
            <Skeleton height={360} radius="lg" />
          </Stack>
        )}
        {workspace && (
          <>
            <NameCard workspace={workspace} />
            <TimeZoneCard workspace={workspace} />
            <PauseAiCard workspace={workspace} />
          </>
        )}
        <SampleCard />
        <SettingsCard
          title={text.docsTitle}
          hint={text.docsHint}
          footer={
            <Button
              component="a"
              href="/docs"
              target="_blank"
              variant="default"
              rightSection={<IconExternalLink size={16} aria-hidden />}
            >
              {text.docs}
            </Button>
          }
        />
      </Stack>
    </PageLayout>
  )
}
