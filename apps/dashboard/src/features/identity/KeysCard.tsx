import { Button, Text } from '@mantine/core'
import type { IdentityKey } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatNumber } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Identity.module.css'
import { identityText } from './identity.text.ts'
import { KeyRow } from './KeyRow.tsx'
import { NewSecret } from './NewSecret.tsx'
import { useMakeKey, useRevokeKey } from './use-identity.ts'

/** The keys that count, with making, replacing and revoking them. */
export function KeysCard({ keys }: { keys: IdentityKey[] }) {
  const text = useText(identityText)
  const locale = useLocale()
  const problem = useProblem()
  const make = useMakeKey()
  const revoke = useRevokeKey()
  const [asks, setAsks] = useState<{ action: 'rotate' | 'revoke'; keyId: string } | null>(null)
  const tell = (error: unknown) => void notify({ color: 'red', message: problem(error) })
  const isFull = keys.length >= limits.identityKeysMax
  const close = () => setAsks(null)

  function confirm(): void {
    if (asks?.action === 'rotate') make.mutate(asks.keyId, { onSettled: close, onError: tell })
    if (asks?.action === 'revoke') revoke.mutate(asks.keyId, { onSettled: close, onError: tell })
  }

  return (
    <SettingsCard
      title={text.keysTitle}
      hint={text.keysHint}
      footer={
        <Button
          variant={keys.length > 0 ? 'default' : 'filled'}
          loading={make.isPending && make.variables === null}
          disabled={isFull}
          onClick={() => make.mutate(null, { onError: tell })}
        >
          {text.make}
        </Button>
      }
    >
      {make.data && <NewSecret secret={make.data.secret} onDone={make.reset} />}
      {keys.length === 0 ? (
        <Text size="sm">{text.none}</Text>
      ) : (
        <ul className={classes.keys} aria-label={text.keysTitle}>
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              identityKey={key}
              onRotate={isFull || key.retiresAt ? null : () => setAsks({ action: 'rotate', keyId: key.id })}
              onRevoke={() => setAsks({ action: 'revoke', keyId: key.id })}
            />
          ))}
        </ul>
      )}
      {isFull && <Text size="sm">{text.full(formatNumber(locale, limits.identityKeysMax))}</Text>}
      <Confirm
        opened={asks !== null}
        title={asks?.action === 'rotate' ? text.rotateTitle : text.revokeTitle}
        confirm={asks?.action === 'rotate' ? text.rotate : text.revoke}
        isPending={make.isPending || revoke.isPending}
        onConfirm={confirm}
        onClose={close}
      >
        {asks?.action === 'rotate' ? text.rotateHint : text.revokeHint}
      </Confirm>
    </SettingsCard>
  )
}
