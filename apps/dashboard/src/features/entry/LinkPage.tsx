import { Loader, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { Outcome } from './Outcome.tsx'
import type { useLink } from './use-link.ts'

type LinkPageProps<T> = {
  title: string
  link: Omit<ReturnType<typeof useLink<T>>, 'data'> & { data: T | undefined }
  /** What to say when the link was good. */
  renderDone: (data: T) => ReactNode
  /** What to say when it was not. */
  refused: ReactNode
}

/** The page behind a mailed link that does one thing by being opened. */
export function LinkPage<T>({ title, link, renderDone, refused }: LinkPageProps<T>) {
  usePageTitle(title)
  return (
    <EntryLayout title={title}>
      <LinkState link={link} renderDone={renderDone} refused={refused} />
    </EntryLayout>
  )
}

function LinkState<T>({ link, renderDone, refused }: Omit<LinkPageProps<T>, 'title'>) {
  const text = useText(entryText)
  if (link.data !== undefined) return renderDone(link.data)
  if (link.isRefused) return refused
  if (!link.hasToken)
    return (
      <Outcome kind="info" title={text.noTokenTitle} other={{ to: '/sign-in', label: text.back }}>
        {text.noToken}
      </Outcome>
    )
  if (link.error) return <ErrorNotice error={link.error} onRetry={link.retry} />
  return (
    <Stack align="center" role="status" py="lg">
      <Loader size="sm" />
      <Text size="sm" c="dimmed">
        {text.working}
      </Text>
    </Stack>
  )
}
