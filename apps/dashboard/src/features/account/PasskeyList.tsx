import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import listClasses from '../../components/ListFrame.module.css'
import { formatDay, formatRelative } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
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
  const problem = useProblem()
  const { remove } = useChangePasskeys()
  const [chosen, setChosen] = useState<Passkey | null>(null)
  const [asks, setAsks] = useState(false)
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
                  onClick={() => {
                    setChosen(one)
                    setAsks(true)
                  }}
                >
                  {text.remove}
                </Button>
              }
            />
          </li>
        ))}
      </ul>
      <Confirm
        opened={asks}
        title={text.removeTitle}
        confirm={text.remove}
        isPending={remove.isPending}
        onConfirm={() =>
          chosen &&
          remove.mutate(chosen.id, {
            onError: (error) => void notify({ color: 'red', message: problem(error) }),
            onSettled: () => setAsks(false),
          })
        }
        onClose={() => setAsks(false)}
      >
        {chosen && text.removeHint(chosen.name)}
      </Confirm>
    </>
  )
}
