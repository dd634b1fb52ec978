import { Button } from '@mantine/core'
import { IconLogout, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { useSignOut } from '../../components/use-sign-out.tsx'
import { useText } from '../../lib/text.ts'
import { OwnWorkspaces } from './OwnWorkspaces.tsx'
import { workspacesText } from './workspaces.text.ts'

/** In place of every page behind the sign-in, for who is in no workspace. */
export function NoWorkspacePage() {
  const text = useText(workspacesText)
  usePageTitle(text.noneTitle)
  const { leave, isPending, dialog } = useSignOut()
  return (
    <EntryLayout title={text.noneTitle} hint={text.noneHint}>
      <OwnWorkspaces />
      <Button
        variant="default"
        mb="sm"
        leftSection={<IconUserCircle size={18} aria-hidden />}
        renderRoot={(props) => <Link to="/account" {...props} />}
      >
        {text.yourAccount}
      </Button>
      <Button variant="default" leftSection={<IconLogout size={18} aria-hidden />} loading={isPending} onClick={leave}>
        {text.signOut}
      </Button>
      {dialog}
    </EntryLayout>
  )
}
