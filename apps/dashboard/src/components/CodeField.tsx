import { TextInput, type TextInputProps } from '@mantine/core'
import classes from './CodeField.module.css'

type CodeFieldProps = Omit<TextInputProps, 'value' | 'onChange'> & {
  value: string
  onChange: (code: string) => void
  /** A backup code has letters and is longer. */
  isBackup?: boolean
}

/** Six digits of an authenticator app, as pasted or filled in by the device; or a backup code. */
export function CodeField({ value, onChange, isBackup = false, ...input }: CodeFieldProps) {
  const digits = { inputMode: 'numeric', autoComplete: 'one-time-code', placeholder: '000000' } as const
  return (
    <TextInput
      classNames={{ input: classes.code }}
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      maxLength={20}
      {...(isBackup ? { autoComplete: 'off' } : digits)}
      {...input}
      value={value}
      onChange={(event) => {
        const { value: written } = event.currentTarget
        // Apps show '123 456', and so it is pasted.
        onChange(isBackup ? written : written.replace(/\D/g, '').slice(0, 6))
      }}
    />
  )
}
