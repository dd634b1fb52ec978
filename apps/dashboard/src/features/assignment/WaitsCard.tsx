import { NativeSelect } from '@mantine/core'
import type { Assignment } from '@minichat/contracts'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatDuration } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { assignmentText } from './assignment.text.ts'
import { usePart } from './use-part.ts'

const choices = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 240, 480, 1440]
type Wait = 'targetMinutes' | 'tellMinutes' | 'mailMinutes'

/** How long visitors may wait for a person, and who hears of it when they do. */
export function WaitsCard({ settings }: { settings: Assignment }) {
  const text = useText(assignmentText)
  const locale = useLocale()
  const { draft, setDraft, mayManage, save } = usePart(settings, 'targetMinutes', 'tellMinutes', 'mailMinutes')
  const field = (name: Wait, label: string, description: string, none: string) => {
    const minutes = [...new Set([...choices, draft[name] ?? 1])].sort((a, b) => a - b)
    return (
      <NativeSelect
        label={label}
        description={description}
        disabled={!mayManage}
        data={[
          { value: '', label: none },
          ...minutes.map((one) => ({ value: String(one), label: formatDuration(locale, one * 60_000) })),
        ]}
        value={draft[name] ?? ''}
        onChange={({ currentTarget: { value } }) =>
          setDraft((waits) => ({ ...waits, [name]: value === '' ? null : Number(value) }))
        }
      />
    )
  }
  return (
    <SettingsCard title={text.waitsTitle} hint={text.waitsHint} save={save}>
      {field('targetMinutes', text.target, text.targetHint, text.noTarget)}
      {field('tellMinutes', text.tell, text.tellHint, text.never)}
      {field('mailMinutes', text.mail, text.mailHint, text.never)}
    </SettingsCard>
  )
}
