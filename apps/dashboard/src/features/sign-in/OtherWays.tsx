import { Button, Divider, Stack } from '@mantine/core'
import type { SignInResult } from '@minichat/contracts'
import { IconFingerprint } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { authOptionsQuery } from '../../lib/auth-options.ts'
import { canUsePasskeys } from '../../lib/passkeys.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { signInText } from './sign-in.text.ts'
import { usePasskeySignIn } from './use-passkey-sign-in.ts'

/** Passkeys, and the accounts elsewhere that this server takes. */
export function OtherWays({ onDone }: { onDone: (result: SignInResult) => void }) {
  const text = useText(signInText)
  const locale = useLocale()
  const { next } = useSearch({ from: '/sign-in' })
  const { data: options } = useQuery(authOptionsQuery)
  const { byButton, error } = usePasskeySignIn(onDone)
  const providers = options?.providers ?? []
  const hasPasskeys = canUsePasskeys()
  if (!hasPasskeys && providers.length === 0) return null
  return (
    <Stack gap="sm" mt="md">
      <Divider label={text.or} />
      {error && <ErrorNotice error={error} />}
      {hasPasskeys && (
        <Button
          variant="default"
          size="md"
          leftSection={<IconFingerprint size={20} aria-hidden />}
          loading={byButton.isPending}
          onClick={() => byButton.mutate()}
        >
          {text.passkey}
        </Button>
      )}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          component="a"
          variant="default"
          size="md"
          href={`/api/v1/auth/providers/${id}/start?${new URLSearchParams({ next: next ?? '/chats', locale })}`}
        >
          {text.provider(name)}
        </Button>
      ))}
    </Stack>
  )
}
