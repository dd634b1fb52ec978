import { Input, SegmentedControl, Text, TextInput } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { useId } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatNumber } from '../../lib/format.ts'
import { useChecks } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { contrastsOf, isHexColor } from './color.ts'
import { useSaveWidget } from './use-widget.ts'
import classes from './Widget.module.css'
import { widgetText } from './widget.text.ts'

export type Look = Pick<Widget, 'title' | 'accentColor' | 'position'>
type LookCardProps = { widget: Widget; look: Look; onChange: (look: Look) => void }

const titleMaxLength = 60
/** Below this a launcher is hard to make out on white. */
const visibleRatio = 3

export function LookCard({ widget, look, onChange }: LookCardProps) {
  const text = useText(widgetText)
  const checks = useChecks()
  const locale = useLocale()
  const mayManage = useMayManage()
  const save = useSaveWidget(widget.id)
  const positionId = useId()
  const titleProblem = checks.required(look.title, titleMaxLength)
  const isColor = isHexColor(look.accentColor)
  const contrasts = contrastsOf(look.accentColor)
  const isDirty =
    look.title !== widget.title || look.accentColor !== widget.accentColor || look.position !== widget.position
  const change = (part: Partial<Look>) => onChange({ ...look, ...part })
  const ratio = contrasts && formatNumber(locale, Math.floor(contrasts.textRatio * 10) / 10)

  return (
    <SettingsCard
      title={text.lookTitle}
      hint={text.lookHint}
      save={
        mayManage
          ? {
              onSave: () => !titleProblem && isColor && save.mutate(look),
              isDirty,
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      <TextInput
        label={text.widgetTitle}
        readOnly={!mayManage}
        value={look.title}
        error={titleProblem}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <div>
        <div className={classes.color}>
          <TextInput
            label={text.color}
            className={classes.grow}
            readOnly={!mayManage}
            spellCheck={false}
            value={look.accentColor}
            error={isColor ? null : text.colorInvalid}
            onChange={(event) => change({ accentColor: event.currentTarget.value.trim() })}
            leftSection={<span className={classes.dot} style={{ background: isColor ? look.accentColor : 'none' }} />}
          />
          <input
            type="color"
            className={classes.picker}
            aria-label={text.color}
            disabled={!mayManage}
            value={isColor ? look.accentColor : '#000000'}
            onChange={(event) => change({ accentColor: event.currentTarget.value })}
          />
        </div>
        {contrasts && (
          <Text size="xs" c="dimmed" mt={6} role="status">
            {text.textOnColor(contrasts.text === 'white' ? text.white : text.black, ratio ?? '')}{' '}
            {contrasts.pageRatio < visibleRatio && <span className={classes.warning}>{text.faint}</span>}
          </Text>
        )}
      </div>
      <Input.Wrapper label={text.position} labelElement="div" labelProps={{ id: positionId }}>
        <SegmentedControl
          mt={4}
          fullWidth
          aria-labelledby={positionId}
          disabled={!mayManage}
          value={look.position}
          onChange={(value) => change({ position: value as Look['position'] })}
          data={[
            { value: 'left', label: text.left },
            { value: 'right', label: text.right },
          ]}
        />
      </Input.Wrapper>
    </SettingsCard>
  )
}
