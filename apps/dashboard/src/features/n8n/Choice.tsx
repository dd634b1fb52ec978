import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useId } from 'react'

type ChoiceProps<T extends string> = {
  label: string
  hint?: string
  value: T
  values: readonly T[]
  labels: Record<T, string>
  onChange: (value: T) => void
}

/** One of a few, all of them in sight. */
export function Choice<T extends string>({ label, hint, value, values, labels, onChange }: ChoiceProps<T>) {
  const id = useId()
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        value={value}
        data={values.map((one) => ({ value: one, label: labels[one] }))}
        onChange={(one) => onChange(one as T)}
      />
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  )
}
