import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { commonText } from '../lib/common.text.ts'
import { useText } from '../lib/text.ts'
import { ErrorNotice } from './ErrorNotice.tsx'
import classes from './SettingsCard.module.css'

type SettingsCardProps = {
  title: string
  /** What it affects. */
  hint?: ReactNode
  children?: ReactNode
  /** Left out where the card has nothing to save, or the reader may not. */
  save?: { onSave: () => void; isDirty: boolean; isPending: boolean; isSaved: boolean; error: unknown }
  /** For a card that does something else than save, by a submit button in its footer. */
  onSubmit?: () => void
  footer?: ReactNode
  /** What the guide to the page calls it. */
  guide?: string
}

/** One decision, saved where it is changed. */
export function SettingsCard({ title, hint, children, save, onSubmit, footer, guide }: SettingsCardProps) {
  const text = useText(commonText)
  return (
    <form
      className={classes.card}
      data-guide={guide}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit?.()
        if (save?.isDirty && !save.isPending) save.onSave()
      }}
    >
      <div className={classes.head}>
        <Title order={2} size="h4">
          {title}
        </Title>
        {hint && (
          <Text size="sm" c="dimmed" component="div">
            {hint}
          </Text>
        )}
      </div>
      {children && <Stack gap="md">{children}</Stack>}
      {save?.error ? <ErrorNotice error={save.error} /> : null}
      {(save || footer) && (
        <Group gap="sm">
          {save && (
            <Button type="submit" className={classes.save} loading={save.isPending} disabled={!save.isDirty}>
              {text.save}
            </Button>
          )}
          {footer}
          {save && (
            <span role="status" className={classes.saved}>
              {save.isSaved && !save.isDirty && (
                <>
                  <IconCheck size={16} aria-hidden />
                  {text.saved}
                </>
              )}
            </span>
          )}
        </Group>
      )}
    </form>
  )
}
