import '../../styles/dialog.ts'
import '../../styles/forms.ts'
import '../../styles/widget.ts'
import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core'
import type { AiProvider } from '@minichat/contracts'
import { IconInfoCircle, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { EmbeddingsCard } from './EmbeddingsCard.tsx'
import { MoreCallsCards } from './MoreCallsCards.tsx'
import { ProviderDialog } from './ProviderDialog.tsx'
import { ProviderList } from './ProviderList.tsx'
import { SpeechCard } from './SpeechCard.tsx'
import { useAiSettings, useProviders, useRemoveProvider } from './use-ai.ts'

/** What is being done, and to which provider. */
type Doing = { what: 'add' } | { what: 'edit' | 'remove'; provider: AiProvider } | null

/** What answers visitors, in which order, and how it speaks. */
export function AiPage() {
  const text = useText(aiText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const { data: providers, isError, error, refetch } = useProviders()
  const { data: settings } = useAiSettings()
  const [doing, setDoing] = useState<Doing>(null)
  const close = () => setDoing(null)
  const remove = useRemoveProvider(close)
  const doomed = doing?.what === 'remove' ? doing.provider : null
  return (
    <PageLayout
      title={text.title}
      actions={
        mayManage ? (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setDoing({ what: 'add' })}>
            {text.add}
          </Button>
        ) : null
      }
    >
      <Stack gap="lg">
        {!mayManage && (
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
            {common.membersOnlyRead}
          </Alert>
        )}
        <Text size="sm" c="dimmed">
          {providers?.length === 0 ? text.emptyIntro : text.intro}
        </Text>
        {isError && !providers && (
          <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />
        )}
        {!providers && !isError && (
          <div role="status" aria-label={common.loading}>
            <Skeleton height={180} radius="lg" />
          </div>
        )}
        {providers && (
          <ProviderList
            providers={providers}
            onEdit={(provider) => setDoing({ what: 'edit', provider })}
            onRemove={(provider) => setDoing({ what: 'remove', provider })}
          />
        )}
        {settings && <SpeechCard settings={settings} />}
        <EmbeddingsCard />
        {settings && <MoreCallsCards settings={settings} />}
      </Stack>
      <ProviderDialog
        opened={doing?.what === 'add' || doing?.what === 'edit'}
        provider={doing?.what === 'edit' ? doing.provider : null}
        onClose={close}
      />
      <Confirm
        opened={doomed !== null}
        title={text.removeTitle}
        confirm={text.remove}
        isPending={remove.isPending}
        onConfirm={() => doomed && remove.mutate(doomed)}
        onClose={close}
      >
        {text.removeHint(doomed?.name ?? '')}
      </Confirm>
    </PageLayout>
  )
}
