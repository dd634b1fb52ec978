import { useForm } from '@mantine/form'
import { limits } from '@minichat/contracts/limits'
import { useChecks } from '../../lib/problems.ts'
import { usePasswordCheck } from '../password/use-password-check.ts'

export const newAccountFields = ['name', 'email', 'password', 'workspaceName'] as const

/** What is asked of somebody who makes an account with a workspace of their own. */
export function useNewAccountForm() {
  const checks = useChecks()
  const passwordProblem = usePasswordCheck()
  return useForm({
    initialValues: { name: '', email: '', password: '', workspaceName: '' },
    validate: {
      name: (value) => checks.required(value, limits.nameMaxLength),
      email: checks.email,
      password: (value, { name, email, workspaceName }) => passwordProblem(value, [name, email, workspaceName]),
      workspaceName: (value) => checks.required(value, limits.nameMaxLength),
    },
  })
}

export type NewAccountForm = ReturnType<typeof useNewAccountForm>
export type NewAccount = NewAccountForm['values']
