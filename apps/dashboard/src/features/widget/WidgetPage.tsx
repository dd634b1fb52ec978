import '../../styles/widget.ts'
import { Alert, Skeleton, Stack } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { IconInfoCircle, IconMessageChatbot } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { PageGuide } from '../guide/PageGuide.tsx'
import { GreetingCard } from './GreetingCard.tsx'
import { HealthCard } from './HealthCard.tsx'
import { InstallCard } from './InstallCard.tsx'
import { LookCard } from './LookCard.tsx'
import { OriginsCard } from './OriginsCard.tsx'
import { PauseAiCard } from './PauseAiCard.tsx'
import { PauseCard } from './PauseCard.tsx'
import { PrivacyCard } from './PrivacyCard.tsx'
import { useWidget } from './use-widget.ts'
import classes from './Widget.module.css'
import { WidgetPreview } from './WidgetPreview.tsx'
import { widgetText } from './widget.text.ts'

export function WidgetPage() {
  const text = useText(widgetText)
  const { data: widget, isError, error, refetch } = useWidget()
  return (
    <PageLayout title={text.title} wide>
      <PageGuide of="widget" isReady={Boolean(widget)} />
      {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {widget === undefined && !isError && <WidgetSkeleton />}
      {widget === null && (
        <EmptyNotice icon={<IconMessageChatbot size={36} stroke={1.3} />} title={text.noneTitle}>
          {text.noneHint}
        </EmptyNotice>
      )}
      {widget && <WidgetDesigner key={widget.id} widget={widget} />}
    </PageLayout>
  )
}

/** Controls on the left, what they make on the right, before anything is saved. */
function WidgetDesigner({ widget }: { widget: Widget }) {
  const text = useText(widgetText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const [look, setLook] = useState({
    title: widget.title,
    accentColor: widget.accentColor,
    position: widget.position,
  })
  const [greeting, setGreeting] = useState(widget.greeting)
  return (
    <div className={classes.designer}>
      <Stack gap="lg">
        {!mayManage && (
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
            {common.membersOnlyRead}
          </Alert>
        )}
        <InstallCard widget={widget} />
        <OriginsCard widget={widget} />
        <LookCard widget={widget} look={look} onChange={setLook} />
        <GreetingCard widget={widget} greeting={greeting} onChange={setGreeting} />
        <PrivacyCard widget={widget} />
        <HealthCard widget={widget} />
        <PauseAiCard widget={widget} />
        <PauseCard widget={widget} />
      </Stack>
      <section className={classes.previewColumn} aria-label={text.preview} data-guide="widget-preview">
        <WidgetPreview {...look} greeting={greeting} />
      </section>
    </div>
  )
}

function WidgetSkeleton() {
  const text = useText(commonText)
  return (
    <div className={classes.designer} role="status" aria-label={text.loading}>
      <Stack gap="lg">
        <Skeleton height={190} radius="lg" />
        <Skeleton height={210} radius="lg" />
        <Skeleton height={300} radius="lg" />
      </Stack>
      <Skeleton className={classes.previewColumn} height={520} radius="lg" />
    </div>
  )
}
