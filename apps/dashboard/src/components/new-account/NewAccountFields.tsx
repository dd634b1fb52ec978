import { TextInput } from '@mantine/core'
import { NewPasswordField } from '../password/NewPasswordField.tsx'
import type { NewAccountForm } from './use-new-account-form.ts'

type NewAccountFieldsProps = {
  form: NewAccountForm
  text: Record<'name' | 'nameHint' | 'email' | 'password' | 'workspaceName' | 'workspaceHint', string>
}

export function NewAccountFields({ form, text }: NewAccountFieldsProps) {
  const { name, email, workspaceName } = form.values
  return (
    <>
      <TextInput
        label={text.name}
        description={text.nameHint}
        autoComplete="name"
        autoFocus
        {...form.getInputProps('name')}
      />
      <TextInput label={text.email} type="email" autoComplete="username" {...form.getInputProps('email')} />
      <NewPasswordField
        label={text.password}
        known={[name, email, workspaceName]}
        {...form.getInputProps('password')}
      />
      <TextInput
        label={text.workspaceName}
        description={text.workspaceHint}
        autoComplete="organization"
        {...form.getInputProps('workspaceName')}
      />
    </>
  )
}
