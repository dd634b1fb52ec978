import { TextInput } from '@mantine/core'
import { useText } from '../../lib/text.ts'
import classes from './Ai.module.css'
import { aiText } from './ai.text.ts'
import type { ProviderDraft } from './provider-draft.ts'
import type { ProviderProblems } from './provider-problems.ts'

type LimitFieldsProps = {
  draft: ProviderDraft
  problems: ProviderProblems | null
  onChange: (part: Partial<ProviderDraft>) => void
}

/** How long and how slow an answer may be; folded, as the usual values fit most. */
export function LimitFields({ draft, problems, onChange }: LimitFieldsProps) {
  const text = useText(aiText)
  const fields = [
    ['maxOutputTokens', text.maxOutputTokens],
    ['firstTokenSeconds', text.firstToken],
    ['gapSeconds', text.gap],
    ['wholeSeconds', text.whole],
  ] as const
  const hasProblem = fields.some(([field]) => problems?.[field])
  return (
    <details className={classes.details} open={hasProblem || undefined}>
      <summary>{text.limits}</summary>
      <div className={classes.limits}>
        {fields.map(([field, label]) => (
          <TextInput
            key={field}
            label={label}
            inputMode="numeric"
            value={draft[field]}
            error={problems?.[field]}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
    </details>
  )
}
