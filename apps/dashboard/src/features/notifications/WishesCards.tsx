import { Checkbox, Switch } from '@mantine/core'
import type { NotificationWishes } from '@minichat/contracts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { notificationsText } from './notifications.text.ts'
import { useChangeWishes } from './use-notifications.ts'

const occasions = ['requests', 'assignments', 'mentions', 'messages'] as const

/** What one hears of; each holds at once. */
export function WishesCard({ wishes }: { wishes: NotificationWishes }) {
  const text = useText(notificationsText)
  const { workspace } = useSession()
  const change = useChangeWishes()
  const shown = change.isPending ? { ...wishes, ...change.variables } : wishes
  return (
    <SettingsCard title={text.wishesTitle} hint={text.wishesHint(workspace.name)}>
      {occasions.map((name) => (
        <Checkbox
          key={name}
          label={text[name]}
          description={name === 'requests' ? text.requestsHint : undefined}
          checked={shown[name]}
          onChange={({ currentTarget: { checked } }) => change.mutate({ [name]: checked })}
        />
      ))}
      {change.error && <ErrorNotice error={change.error} />}
    </SettingsCard>
  )
}

/** Whether others can read along on a locked screen. */
export function PreviewCard({ wishes }: { wishes: NotificationWishes }) {
  const text = useText(notificationsText)
  const change = useChangeWishes()
  return (
    <SettingsCard title={text.previewTitle}>
      <Switch
        label={text.preview}
        description={text.previewHint}
        checked={change.isPending ? change.variables.previews === true : wishes.previews}
        onChange={({ currentTarget: { checked } }) => change.mutate({ previews: checked })}
      />
      {change.error && <ErrorNotice error={change.error} />}
    </SettingsCard>
  )
}
