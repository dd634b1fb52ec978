import { Button, Text } from '@mantine/core'
import listClasses from '../../components/ListFrame.module.css'
import { usePasswordPrompt } from '../../components/password/PasswordPrompt.tsx'
import { formatDay, formatRelative } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import { ItemRow } from './ItemRow.tsx'
import { securityText } from './security.text.ts'
import { useChangePasskeys } from './use-passkeys.ts'

type Passkey = { id: string; name: string; createdAt: string; lastUsedAt: string | null }

export function PasskeyList({ passkeys }: { passkeys: Passkey[] }) {
  const text = useText(securityText)
  const locale = useLocale()
  const now = useNow()
  const { remove } = useChangePasskeys()
  const { ask, dialog } = usePasswordPrompt()
  const detailsOf = ({ createdAt, lastUsedAt }: Passkey) => {
    const made = text.passkeyMade(formatDay(locale, new Date(createdAt), now))
    const used = lastUsedAt ? text.passkeyUsed(formatRelative(locale, new Date(lastUsedAt), now)) : text.passkeyUnused
    return `${made} · ${used}`
  }
  if (passkeys.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {text.passkeysNone}
      </Text>
    )
  return (
    <>
      <ul className={listClasses.list}>
        {passkeys.map((one) => (
          <li key={one.id}>
            <ItemRow
              title={one.name}
              details={detailsOf(one)}
              action={
                <Button
                  variant="default"
                  size="sm"
                  flex="none"
                  aria-label={text.removePasskey(one.name)}
                  onClick={() =>
                    ask({
                      title: text.removeTitle,
                      hint: text.removeHint(one.name),
                      confirm: text.remove,
                      isDangerous: true,
                      run: (password) => remove.mutateAsync({ id: one.id, password }),
                    })
                  }
                >
                  {text.remove}
                </Button>
              }
            />
          </li>
        ))}
      </ul>
      {dialog}
    </>
  )
}
