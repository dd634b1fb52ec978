import { Button, Checkbox, Stack, Text } from '@mantine/core'
import type { SignInResult } from '@minichat/contracts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CodeField } from '../../components/CodeField.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api, isApiError } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { signInText } from './sign-in.text.ts'
import type { Challenge } from './use-finish-sign-in.ts'

type CodeStepProps = {
  challenge: Challenge
  onDone: (result: SignInResult) => void
  onBack: (isTooLate: boolean) => void
}

/** The second step: a code of the app, or one of those kept for a lost phone. */
export function CodeStep({ challenge, onDone, onBack }: CodeStepProps) {
  const text = useText(signInText)
  const common = useText(commonText)
  const problem = useProblem()
  const [isBackup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trustDevice, setTrust] = useState(false)
  const [isEmpty, setEmpty] = useState(false)
  const confirm = useMutation({
    mutationFn: async () => {
      const body = { challenge: challenge.challenge, code, trustDevice }
      return (await api.request('POST /api/v1/auth/2fa/login', { body })).data
    },
    onSuccess: onDone,
    onError: (error) => (isApiError(error, 'INVALID_LINK') ? onBack(true) : setCode('')),
  })
  const isWrong = isApiError(confirm.error, 'WRONG_CODE')

  function submit(event: FormEvent) {
    event.preventDefault()
    setEmpty(code.trim() === '')
    if (code.trim() !== '' && !confirm.isPending) confirm.mutate()
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{isBackup ? text.backupHint : text.codeHint}</Text>
        {confirm.error && !isWrong && <ErrorNotice error={confirm.error} />}
        <CodeField
          // A field of its own for each kind: what a device filled into one is of no use in the other.
          key={String(isBackup)}
          label={isBackup ? text.backupCode : text.code}
          isBackup={isBackup}
          value={code}
          onChange={setCode}
          autoFocus
          error={isEmpty && code === '' ? common.fieldRequired : isWrong && code === '' ? problem(confirm.error) : null}
        />
        <Checkbox
          label={text.trust}
          description={text.trustHint}
          checked={trustDevice}
          onChange={(event) => setTrust(event.currentTarget.checked)}
        />
        <Button type="submit" size="md" loading={confirm.isPending}>
          {text.confirm}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setBackup(!isBackup)
            setCode('')
            confirm.reset()
          }}
        >
          {isBackup ? text.useApp : text.useBackup}
        </Button>
        <Button variant="subtle" onClick={() => onBack(false)}>
          {text.startAgain}
        </Button>
      </Stack>
    </form>
  )
}
