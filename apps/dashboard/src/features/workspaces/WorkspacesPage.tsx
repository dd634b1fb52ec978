import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { OwnWorkspaces } from './OwnWorkspaces.tsx'
import { workspacesText } from './workspaces.text.ts'

/** All that one is in or could be in: workspaces, invitations, what was deleted, and a new one. */
export function WorkspacesPage() {
  const text = useText(workspacesText)
  return (
    <PageLayout title={text.title}>
      <OwnWorkspaces />
    </PageLayout>
  )
}
