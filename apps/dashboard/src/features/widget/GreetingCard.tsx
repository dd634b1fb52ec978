import { Textarea } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useChecks } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { useSaveWidget } from './use-widget.ts'
import { widgetText } from './widget.text.ts'

type Greeting = Widget['greeting']
type GreetingCardProps = { widget: Widget; greeting: Greeting; onChange: (greeting: Greeting) => void }
const greetingMaxLength = 500

export function GreetingCard({ widget, greeting, onChange }: GreetingCardProps) {
  const text = useText(widgetText)
  const checks = useChecks()
  const mayManage = useMayManage()
  const save = useSaveWidget(widget.id)
  const problems = {
    en: checks.tooLong(greeting.en, greetingMaxLength),
    th: checks.tooLong(greeting.th, greetingMaxLength),
  }
  const isDirty = greeting.en !== widget.greeting.en || greeting.th !== widget.greeting.th
  return (
    <SettingsCard
      title={text.greetingTitle}
      hint={text.greetingHint}
      save={
        mayManage
          ? {
              onSave: () => !problems.en && !problems.th && save.mutate({ greeting }),
              isDirty,
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      <Textarea
        label={text.greetingEn}
        lang="en"
        autosize
        minRows={2}
        readOnly={!mayManage}
        value={greeting.en}
        error={problems.en}
        onChange={(event) => onChange({ ...greeting, en: event.currentTarget.value })}
      />
      <Textarea
        label={text.greetingTh}
        autosize
        minRows={2}
        readOnly={!mayManage}
        value={greeting.th}
        error={problems.th}
        onChange={(event) => onChange({ ...greeting, th: event.currentTarget.value })}
      />
    </SettingsCard>
  )
}
