import { TextInput } from '@mantine/core'
import type { AiCaps } from '@minichat/contracts'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useText } from '../../lib/text.ts'
import classes from './AiCost.module.css'
import { aiCostText } from './ai-cost.text.ts'
import { asTyped, parseUsd } from './money.ts'
import { useSaveAiCaps } from './use-ai-cost.ts'

const fields = [
  'visitorMicroUsd',
  'addressMicroUsd',
  'dayMicroUsd',
  'monthMicroUsd',
] as const satisfies (keyof AiCaps)[]
type Typed = Record<(typeof fields)[number], string>

const typedOf = (caps: AiCaps): Typed => ({
  visitorMicroUsd: asTyped(caps.visitorMicroUsd),
  addressMicroUsd: asTyped(caps.addressMicroUsd),
  dayMicroUsd: asTyped(caps.dayMicroUsd),
  monthMicroUsd: asTyped(caps.monthMicroUsd),
})

export function CapsCard({ caps }: { caps: AiCaps }) {
  const text = useText(aiCostText)
  const save = useSaveAiCaps()
  const [typed, setTyped] = useState(() => typedOf(caps))
  const isWrong = (field: keyof Typed) => parseUsd(typed[field]) === undefined
  const changed = fields.filter((field) => parseUsd(typed[field]) !== caps[field])

  function onSave() {
    if (fields.some(isWrong)) return
    const body = Object.fromEntries(changed.map((field) => [field, parseUsd(typed[field]) ?? null]))
    save.mutate(body, { onSuccess: (saved) => setTyped(typedOf(saved)) })
  }

  return (
    <SettingsCard
      title={text.capsTitle}
      hint={text.capsHint}
      save={{
        onSave,
        isDirty: changed.length > 0,
        isPending: save.isPending,
        isSaved: save.isSuccess,
        error: save.error,
      }}
    >
      <div className={classes.caps}>
        {fields.map((field) => (
          <TextInput
            key={field}
            label={text[field]}
            inputMode="decimal"
            leftSection="$"
            placeholder={text.noCap}
            value={typed[field]}
            error={isWrong(field) && text.amountInvalid}
            onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [field]: value }))}
          />
        ))}
      </div>
    </SettingsCard>
  )
}
