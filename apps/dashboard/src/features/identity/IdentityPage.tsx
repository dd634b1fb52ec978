import '../../styles/forms.ts'
import { Skeleton, Stack } from '@mantine/core'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { SwitchCard } from '../../components/SwitchCard.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { useSaveWidget, useWidget } from '../widget/use-widget.ts'
import { identityText } from './identity.text.ts'
import { KeysCard } from './KeysCard.tsx'
import { SnippetCard } from './SnippetCard.tsx'
import { TestCard } from './TestCard.tsx'
import { useIdentityKeys } from './use-identity.ts'

/** How a site proves who its visitors are: keys, code for its server, a test, and whether others may chat. */
export function IdentityPage() {
  const text = useText(identityText)
  const common = useText(commonText)
  const keys = useIdentityKeys()
  const widget = useWidget()
  const failed = keys.isError ? keys : widget.isError ? widget : null
  return (
    <PageLayout title={text.title}>
      <Stack gap="lg">
        {failed && <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />}
        {!failed && (!keys.data || widget.data === undefined) && (
          <Stack gap="lg" role="status" aria-label={common.loading}>
            <Skeleton height={200} radius="lg" />
            <Skeleton height={360} radius="lg" />
          </Stack>
        )}
        {keys.data && widget.data !== undefined && (
          <>
            <KeysCard keys={keys.data} />
            <SnippetCard keyId={keys.data.find(({ retiresAt }) => !retiresAt)?.id} widgetKey={widget.data?.key} />
            <TestCard widgetKey={widget.data?.key} />
            {widget.data && <RequireCard widgetId={widget.data.id} isOn={widget.data.identityRequired} />}
          </>
        )}
      </Stack>
    </PageLayout>
  )
}

function RequireCard({ widgetId, isOn }: { widgetId: string; isOn: boolean }) {
  const text = useText(identityText)
  const { mutateAsync } = useSaveWidget(widgetId)
  return (
    <SwitchCard
      title={text.requireTitle}
      hint={text.requireHint}
      label={text.require}
      isOn={isOn}
      save={(identityRequired) => mutateAsync({ identityRequired })}
    />
  )
}
