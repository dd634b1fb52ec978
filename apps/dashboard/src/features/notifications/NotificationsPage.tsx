import '../../styles/widget.ts'
import '../../styles/forms.ts'
import { Skeleton, Stack, Text } from '@mantine/core'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMe } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { DevicesCard } from './DevicesCard.tsx'
import { MailNoticesCard } from './MailNoticesCard.tsx'
import { notificationsText } from './notifications.text.ts'
import { ThisDeviceCard } from './ThisDeviceCard.tsx'
import { useNotifications } from './use-notifications.ts'
import { PreviewCard, WishesCard } from './WishesCards.tsx'

export function NotificationsPage() {
  const text = useText(notificationsText)
  const isSomewhere = useMe().workspaces.length > 0
  return (
    <PageLayout title={text.title}>{isSomewhere ? <Cards /> : <Text c="dimmed">{text.noWorkspace}</Text>}</PageLayout>
  )
}

function Cards() {
  const common = useText(commonText)
  const { data, error, isPending, refetch } = useNotifications()
  if (error && !data) {
    return <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />
  }
  if (isPending || !data) {
    return (
      <Stack gap="lg" role="status" aria-label={common.loading}>
        <Skeleton height={190} />
        <Skeleton height={260} />
        <Skeleton height={120} />
      </Stack>
    )
  }
  return (
    <Stack gap="lg">
      <ThisDeviceCard notifications={data} />
      <WishesCard wishes={data.wishes} />
      <PreviewCard wishes={data.wishes} />
      <MailNoticesCard />
      {data.devices.length > 0 && <DevicesCard devices={data.devices} />}
    </Stack>
  )
}
