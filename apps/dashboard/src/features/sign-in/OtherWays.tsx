import { Button, Divider, Stack } from '@mantine/core'
import type { SignInResult } from '@minichat/contracts'
import { IconFingerprint } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { ProviderButtons } from '../../components/ProviderButtons.tsx'
import { authOptionsQuery } from '../../lib/auth-options.ts'
import { commonText } from '../../lib/common.text.ts'
import { canUsePasskeys } from '../../lib/passkeys.ts'
import { useText } from '../../lib/text.ts'
import { signInText } from './sign-in.text.ts'
import { usePasskeySignIn } from './use-passkey-sign-in.ts'

/** Passkeys, and the accounts elsewhere that this server takes. */
export function OtherWays({ onDone }: { onDone: (result: SignInResult) => void }) {
  const text = useText(signInText)
  const common = useText(commonText)
  const { next } = useSearch({ from: '/sign-in' })
  const { data: options } = useQuery(authOptionsQuery)
  const { byButton, error } = usePasskeySignIn(onDone)
  const providers = options?.providers ?? []
  const hasPasskeys = canUsePasskeys()
  if (!hasPasskeys && providers.length === 0) return null
  return (
    <Stack gap="sm" mt="md">
      <Divider label={common.or} />
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
      <ProviderButtons next={next ?? '/chats'} />
    </Stack>
  )
}
