import { Radio, Stack, Textarea } from '@mantine/core'
import type { AiSettings } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useChecks } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { useSaveAiSettings } from './use-ai.ts'

/** Tone, bounds and own rules, for every provider. */
export function SpeechCard({ settings }: { settings: AiSettings }) {
  const text = useText(aiText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const checks = useChecks()
  const save = useSaveAiSettings()
  const [draft, setDraft] = useState(settings)
  const change = (part: Partial<AiSettings>) => setDraft((old) => ({ ...old, ...part }))
  const problem = checks.tooLong(draft.instructions, limits.instructionsMaxLength)
  const isDirty = (['instructions', 'tone', 'strictness'] as const).some((field) => draft[field] !== settings[field])
  const saving = {
    onSave: () => {
      const { instructions, tone, strictness } = draft
      if (!problem) save.mutate({ instructions, tone, strictness }, { onSuccess: setDraft })
    },
    isDirty,
    isPending: save.isPending,
    isSaved: save.isSuccess,
    error: save.error,
  }
  return (
    <SettingsCard title={text.speechTitle} hint={text.speechHint} save={mayManage ? saving : undefined}>
      <Radio.Group
        label={text.tone}
        value={draft.tone}
        onChange={(tone) => change({ tone: tone as AiSettings['tone'] })}
      >
        <Stack gap="sm" mt="xs">
          {(['friendly', 'formal', 'brief'] as const).map((tone) => (
            <Radio key={tone} value={tone} label={text[tone]} disabled={!mayManage} />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={text.strictness}
        value={draft.strictness}
        onChange={(strictness) => change({ strictness: strictness as AiSettings['strictness'] })}
      >
        <Stack gap="sm" mt="xs">
          {(['strict', 'balanced'] as const).map((one) => (
            <Radio key={one} value={one} label={text[one]} disabled={!mayManage} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={`${text.instructions} (${common.optional})`}
        description={text.instructionsHint}
        autosize
        minRows={3}
        maxRows={10}
        readOnly={!mayManage}
        value={draft.instructions}
        error={problem}
        onChange={(event) => change({ instructions: event.currentTarget.value })}
      />
    </SettingsCard>
  )
}
