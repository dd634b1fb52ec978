import '../../styles/forms.ts'
import { Alert, Skeleton, Stack } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { assignmentText } from './assignment.text.ts'
import { DutyCard } from './DutyCard.tsx'
import { HolidaysCard } from './HolidaysCard.tsx'
import { HoursCard } from './HoursCard.tsx'
import { OwnDutyCard } from './OwnDutyCard.tsx'
import { RulesCard } from './RulesCard.tsx'
import { useAssignment } from './use-assignment.ts'
import { WaitsCard } from './WaitsCard.tsx'

/** Who is given which chat, when the team is there, and how long visitors may wait. */
export function AssignmentPage() {
  const text = useText(assignmentText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const { data: settings, isError, error, refetch } = useAssignment()
  return (
    <PageLayout title={text.title}>
      <Stack gap="lg">
        <OwnDutyCard />
        {!mayManage && (
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
            {common.membersOnlyRead}
          </Alert>
        )}
        {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!settings && !isError && (
          <Stack gap="lg" role="status" aria-label={common.loading}>
            <Skeleton height={420} radius="lg" />
            <Skeleton height={260} radius="lg" />
          </Stack>
        )}
        {settings && (
          <>
            <HoursCard settings={settings} />
            <HolidaysCard settings={settings} />
            <RulesCard settings={settings} />
            <WaitsCard settings={settings} />
          </>
        )}
        <DutyCard />
      </Stack>
    </PageLayout>
  )
}
