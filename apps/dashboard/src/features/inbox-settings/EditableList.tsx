import { ActionIcon, Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import cardClasses from '../../components/SettingsCard.module.css'
import { useText } from '../../lib/text.ts'
import classes from './InboxSettings.module.css'
import { inboxSettingsText } from './inbox-settings.text.ts'

type EditableListProps<T extends { id: string }> = {
  title: string
  hint: string
  none: string
  addWords: string
  deleteTitle: string
  deleteHint: string
  items: readonly T[] | undefined
  error: unknown
  onRetry: () => void
  editWords: (item: T) => string
  removeWords: (item: T) => string
  show: (item: T) => ReactNode
  /** The form for a new one, or in the place of one that is there. */
  form: (item: T | null, onEnd: () => void) => ReactNode
  onRemove: (id: string) => void
}

/** A card with a list whose rows are changed where they stand. */
export function EditableList<T extends { id: string }>(props: EditableListProps<T>) {
  const { title, hint, none, addWords, items, error, onRetry, show, form, onRemove } = props
  const text = useText(inboxSettingsText)
  const [editing, setEditing] = useState<string | null>(null)
  const [leaving, setLeaving] = useState<T | null>(null)
  const end = () => setEditing(null)
  const isNew = editing === 'new'
  return (
    <CardFrame title={title} hint={hint}>
      {Boolean(error) && <ErrorNotice error={error} onRetry={onRetry} />}
      {!items && !error && <Skeleton height={80} radius="md" />}
      {items?.length === 0 && !isNew && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      {items && items.length > 0 && (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.id} className={classes.row}>
              {editing === item.id ? (
                form(item, end)
              ) : (
                <>
                  <div className={classes.shown}>{show(item)}</div>
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon
                      aria-label={props.editWords(item)}
                      title={text.edit}
                      onClick={() => setEditing(item.id)}
                    >
                      <IconPencil size={18} stroke={1.6} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={props.removeWords(item)}
                      title={text.remove}
                      onClick={() => setLeaving(item)}
                    >
                      <IconTrash size={18} stroke={1.6} aria-hidden />
                    </ActionIcon>
                  </Group>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {isNew ? (
        form(null, end)
      ) : (
        <div>
          <Button variant="default" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setEditing('new')}>
            {addWords}
          </Button>
        </div>
      )}
      <Confirm
        opened={leaving !== null}
        title={props.deleteTitle}
        confirm={text.remove}
        onConfirm={() => leaving && onRemove(leaving.id)}
        onClose={() => setLeaving(null)}
      >
        {props.deleteHint}
      </Confirm>
    </CardFrame>
  )
}

/** Its rows have forms of their own, so the card is none. */
function CardFrame({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className={cardClasses.card} aria-label={title}>
      <div className={cardClasses.head}>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      </div>
      {children}
    </section>
  )
}
