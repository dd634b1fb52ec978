import '../../styles/dialog.ts'
import '../../styles/forms.ts'
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { isApiError } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useProblem } from '../../lib/problems.ts'
import { meQuery } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { ErrorNotice } from '../ErrorNotice.tsx'
import type { Asked } from './PasswordPrompt.tsx'
import { passwordText } from './password.text.ts'
import { SignInAgain } from './SignInAgain.tsx'

type PasswordDialogProps = { asked: Asked; isOpen: boolean; onClose: () => void }

export function PasswordDialog({ asked, isOpen, onClose }: PasswordDialogProps) {
  const common = useText(commonText)
  // Opened only once it is there: the modal then knows where the focus came from, to give it back.
  const isThere = useMounted()
  return (
    <Modal
      opened={isOpen && isThere}
      onClose={onClose}
      title={asked.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <PasswordForm asked={asked} onClose={onClose} />
    </Modal>
  )
}

/** Made anew each time the dialog opens, so that no password stays behind. */
function PasswordForm({ asked, onClose }: Omit<PasswordDialogProps, 'isOpen'>) {
  const text = useText(passwordText)
  const common = useText(commonText)
  const problem = useProblem()
  // Who signs in with an account elsewhere may have none: then a sign-in just now stands in for it.
  const hasPassword = useQuery(meQuery).data?.user.hasPassword ?? true
  const [password, setPassword] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const run = useMutation({ mutationFn: asked.run, onSuccess: onClose })
  const isAboutPassword = isApiError(run.error, 'WRONG_PASSWORD', 'ACCOUNT_LOCKED')

  function submit(event: FormEvent) {
    event.preventDefault()
    // A dialog lies in the tree of the card that opened it: its form is not to be saved by this.
    event.stopPropagation()
    const isMissing = hasPassword && password === ''
    setEmpty(isMissing)
    if (!isMissing && !run.isPending) run.mutate(password)
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {asked.hint && (
          <Text size="sm" component="div">
            {asked.hint}
          </Text>
        )}
        {hasPassword && (
          <PasswordInput
            label={text.dialogPassword}
            description={text.dialogHint}
            autoComplete="current-password"
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': text.show, tabIndex: 0 }}
            value={password}
            error={isEmpty ? common.fieldRequired : isAboutPassword ? problem(run.error) : null}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        {run.error && !isAboutPassword && <ErrorNotice error={run.error} />}
        {isApiError(run.error, 'SIGN_IN_AGAIN') && <SignInAgain />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" color={asked.isDangerous ? 'red' : undefined} loading={run.isPending}>
            {asked.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
