import '../../styles/forms.ts'
import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../lib/session.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import { rolesText } from '../team/roles.text.ts'
import { DeletedWorkspaces } from './DeletedWorkspaces.tsx'
import { MyInvitations } from './MyInvitations.tsx'
import { NewWorkspaceForm } from './NewWorkspaceForm.tsx'
import { useEnterWorkspace } from './use-enter-workspace.ts'
import classes from './Workspaces.module.css'
import { workspacesText } from './workspaces.text.ts'

export function OwnWorkspaces() {
  const text = useText(workspacesText)
  const names = useText(rolesText)
  const workspaces = useQuery(meQuery).data?.workspaces ?? []
  const enter = useEnterWorkspace()
  return (
    <>
      {workspaces.length > 0 && (
        <section className={classes.section} aria-label={text.title}>
          <ul className={classes.list}>
            {workspaces.map(({ id, name, role }) => (
              <li key={id}>
                <div>
                  <div className={classes.name} lang={languageOf(name)}>
                    {name}
                  </div>
                  <div className={classes.facts}>{names[role]}</div>
                </div>
                <Button variant="default" size="sm" aria-label={text.openNamed(name)} onClick={() => void enter(id)}>
                  {text.open}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <MyInvitations isAlone={workspaces.length === 0} />
      <section className={classes.section} aria-labelledby="new-workspace">
        <Title order={2} size="h4" id="new-workspace" mb={4}>
          {text.newTitle}
        </Title>
        <NewWorkspaceForm />
      </section>
      <DeletedWorkspaces />
    </>
  )
}
