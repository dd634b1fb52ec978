import { ActionIcon, Badge, Switch } from '@mantine/core'
import type { AiProvider } from '@minichat/contracts'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMayManage } from '../../lib/session.tsx'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { formatUsd } from '../ai-cost/money.ts'
import classes from './Ai.module.css'
import { aiText } from './ai.text.ts'
import { HealthLine } from './HealthLine.tsx'
import { kindText } from './kinds.text.ts'
import { useChangeProvider } from './use-ai.ts'

type ProviderRowProps = {
  provider: AiProvider
  place: { at: number; count: number }
  /** What it cost today, in micro-USD; null: not known, or not for everybody. */
  spentToday: number | null
  /** What is dragged would be put here. */
  isTarget: boolean
  onMove: (by: -1 | 1) => void
  onEdit: () => void
  onRemove: () => void
}

export function ProviderRow({ provider, place, spentToday, isTarget, onMove, onEdit, onRemove }: ProviderRowProps) {
  const text = useText(aiText)
  const locale = useLocale()
  const kinds = useText(kindText)
  const mayManage = useMayManage()
  const change = useChangeProvider()
  const isOn = change.isPending ? change.variables.isEnabled : provider.isEnabled
  const { name } = provider
  return (
    <div className={classes.row} data-target={isTarget || undefined}>
      <span className={classes.grip} data-drag={(mayManage && place.count > 1) || undefined} aria-hidden>
        <IconGripVertical size={18} stroke={1.6} />
      </span>
      <div className={classes.words} data-off={!isOn || undefined}>
        <div className={classes.head}>
          <p className={classes.name} lang={languageOf(name)}>
            {name}
          </p>
          <Badge size="sm" variant="default">
            {kinds[provider.kind]}
          </Badge>
        </div>
        <div className={classes.facts}>
          {provider.kind === 'n8n' ? (
            <span>{provider.settings.url}</span>
          ) : (
            <>
              <code>{provider.model}</code>
              {provider.baseUrl && <span>{provider.baseUrl}</span>}
            </>
          )}
          {spentToday !== null && <span>{text.spentToday(formatUsd(locale, spentToday))}</span>}
        </div>
        <HealthLine provider={provider} />
      </div>
      <div className={classes.actions}>
        <Switch
          aria-label={text.switchNamed(name)}
          disabled={!mayManage}
          checked={isOn}
          onChange={(event) => change.mutate({ id: provider.id, isEnabled: event.currentTarget.checked })}
        />
        {mayManage && (
          <>
            <ActionIcon
              aria-label={text.moveUpNamed(name)}
              title={text.moveUp}
              disabled={place.at === 0}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
            <ActionIcon
              aria-label={text.moveDownNamed(name)}
              title={text.moveDown}
              disabled={place.at === place.count - 1}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
            <ActionIcon aria-label={text.editNamed(name)} title={text.edit} onClick={onEdit}>
              <IconPencil size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
            <ActionIcon aria-label={text.removeNamed(name)} title={text.remove} onClick={onRemove}>
              <IconTrash size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
          </>
        )}
      </div>
    </div>
  )
}
