import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconWorld, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatNumber } from '../../lib/format.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { toOrigin } from './origins.ts'
import { useSaveWidget } from './use-widget.ts'
import classes from './Widget.module.css'
import { widgetText } from './widget.text.ts'

export function OriginsCard({ widget }: { widget: Widget }) {
  const text = useText(widgetText)
  const locale = useLocale()
  const mayManage = useMayManage()
  const save = useSaveWidget(widget.id)
  const [origins, setOrigins] = useState(widget.allowedOrigins)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const isDirty = origins.join('\n') !== widget.allowedOrigins.join('\n')

  /** @returns the list with what is typed, or null when that is no origin */
  function withTyped(): string[] | null {
    if (typed.trim() === '') return origins
    const origin = toOrigin(typed)
    const refused = !origin
      ? text.originInvalid
      : origins.includes(origin)
        ? text.originTwice
        : origins.length >= limits.originsMax
          ? text.originsFull(formatNumber(locale, limits.originsMax))
          : null
    setProblem(refused)
    return refused || !origin ? null : [...origins, origin]
  }
  function add(): string[] | null {
    const next = withTyped()
    if (next) {
      setOrigins(next)
      setTyped('')
    }
    return next
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }

  return (
    <SettingsCard
      guide="widget-origins"
      title={text.originsTitle}
      hint={text.originsHint}
      save={
        mayManage
          ? {
              onSave: () => {
                const allowedOrigins = add()
                if (allowedOrigins) save.mutate({ allowedOrigins })
              },
              isDirty: isDirty || typed.trim() !== '',
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      {origins.length > 0 ? (
        <ul className={classes.origins}>
          {origins.map((origin) => (
            <li key={origin}>
              <IconWorld size={18} stroke={1.5} aria-hidden />
              <span>{origin}</span>
              {mayManage && (
                <ActionIcon
                  aria-label={text.removeOrigin(origin)}
                  onClick={() => setOrigins(origins.filter((one) => one !== origin))}
                >
                  <IconX size={18} stroke={1.6} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Text size="sm" className={classes.warning}>
          {text.originsEmpty}
        </Text>
      )}
      {mayManage && (
        <Group gap="sm" align="flex-start">
          <TextInput
            className={classes.grow}
            aria-label={text.origin}
            placeholder={text.originPlaceholder}
            inputMode="url"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            error={problem}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setProblem(null)
            }}
            onKeyDown={onKeyDown}
          />
          <Button variant="default" onClick={add}>
            {text.addOrigin}
          </Button>
        </Group>
      )}
    </SettingsCard>
  )
}
