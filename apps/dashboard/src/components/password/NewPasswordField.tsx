import '../../styles/forms.ts'
import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useText } from '../../lib/text.ts'
import { PasswordMeter } from './PasswordMeter.tsx'
import { passwordText } from './password.text.ts'
import { useStrength } from './use-strength.ts'

type NewPasswordFieldProps = Omit<PasswordInputProps, 'value'> & {
  value?: string
  /** What a guesser would try first: name, address, workspace. */
  known?: string[]
}

const nothingKnown: string[] = []

/** A password that is being chosen, with a live meter below it. */
export function NewPasswordField({ known = nothingKnown, value = '', ...input }: NewPasswordFieldProps) {
  const text = useText(passwordText)
  const strength = useStrength(value, known)
  return (
    <div>
      <PasswordInput
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': text.show, tabIndex: 0 }}
        value={value}
        {...input}
      />
      <PasswordMeter password={value} strength={strength} />
    </div>
  )
}
