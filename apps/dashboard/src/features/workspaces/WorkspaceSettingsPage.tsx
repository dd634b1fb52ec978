import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { DeleteCard } from './DeleteCard.tsx'
import { SecondFactorCard } from './SecondFactorCard.tsx'
import { TransferCard } from './TransferCard.tsx'
import { workspacesText } from './workspaces.text.ts'

/** What only owners do: ask for a second factor, hand the workspace over, and delete it. */
export function WorkspaceSettingsPage() {
  const text = useText(workspacesText)
  const { workspace } = useSession()
  return (
    <PageLayout title={text.settingsTitle}>
      <Stack gap="lg">
        <SecondFactorCard />
        <TransferCard />
        {workspace.isSample ? <Text c="dimmed">{text.sampleHint}</Text> : <DeleteCard />}
        <Anchor renderRoot={(props) => <Link to="/workspaces" {...props} />}>{text.restoreLink}</Anchor>
      </Stack>
    </PageLayout>
  )
}
