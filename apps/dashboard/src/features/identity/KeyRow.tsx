import { Badge, Button, Group } from '@mantine/core'
import type { IdentityKey } from '@minichat/contracts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatDateTime } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Identity.module.css'
import { identityText } from './identity.text.ts'

type KeyRowProps = { identityKey: IdentityKey; onRotate: (() => void) | null; onRevoke: () => void }

export function KeyRow({ identityKey: key, onRotate, onRevoke }: KeyRowProps) {
  const text = useText(identityText)
  const locale = useLocale()
  return (
    <li>
      <div className={classes.key}>
        <code>{key.id}</code>
        <p className={classes.quiet}>
          {text.made} <RelativeTime at={key.createdAt} />
          {' · '}
          {key.lastUsedAt ? (
            <>
              {text.lastUsed} <RelativeTime at={key.lastUsedAt} />
            </>
          ) : (
            text.neverUsed
          )}
        </p>
        {key.retiresAt && (
          <Badge color="orange" variant="light" className={classes.retires}>
            {text.retires(formatDateTime(locale, new Date(key.retiresAt)))}
          </Badge>
        )}
      </div>
      <Group gap="xs">
        {onRotate && (
          <Button size="sm" variant="default" aria-label={text.rotateKey(key.id)} onClick={onRotate}>
            {text.rotate}
          </Button>
        )}
        <Button size="sm" color="red" variant="light" aria-label={text.revokeKey(key.id)} onClick={onRevoke}>
          {text.revoke}
        </Button>
      </Group>
    </li>
  )
}
