import { ActionIcon, Badge } from '@mantine/core'
import type { ApiKey } from '@minichat/contracts'
import { IconAlertTriangle, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatDateTime, formatDay, formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import classes from './ApiKeys.module.css'
import { apiKeysText } from './api-keys.text.ts'
import { endOf, markOf } from './key-end.ts'

type KeyRowProps = { apiKey: ApiKey; onRename: () => void; onRotate: () => void; onRevoke: () => void }

export function KeyRow({ apiKey, onRename, onRotate, onRevoke }: KeyRowProps) {
  const text = useText(apiKeysText)
  const locale = useLocale()
  const scopes = { read: text.scopeRead, write: text.scopeWrite, admin: text.scopeAdmin }
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <div className={classes.head}>
          <p className={classes.name} lang={languageOf(apiKey.name)}>
            {apiKey.name}
          </p>
          <Badge size="sm" variant="default">
            {scopes[apiKey.scope]}
          </Badge>
        </div>
        <div className={classes.facts}>
          <code className={classes.prefix} title={apiKey.prefix}>
            {markOf(apiKey.prefix)}
          </code>
          <End expiresAt={apiKey.expiresAt} />
          <span>
            <Use use={apiKey} />
          </span>
          {apiKey.createdBy && <span>{text.madeBy(apiKey.createdBy)}</span>}
        </div>
        {apiKey.replaced.map((old) => (
          <p key={old.prefix} className={classes.replaced}>
            {text.oldWorks(markOf(old.prefix), formatDateTime(locale, new Date(old.worksUntil)))}{' '}
            {old.lastUsedAt === null ? text.oldUnused : <Use use={old} />}
          </p>
        ))}
      </div>
      <div className={classes.actions}>
        <ActionIcon aria-label={text.rotateNamed(apiKey.name)} title={text.rotate} onClick={onRotate}>
          <IconRefresh size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={text.renameNamed(apiKey.name)} title={text.rename} onClick={onRename}>
          <IconPencil size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={text.revokeNamed(apiKey.name)} title={text.revoke} onClick={onRevoke}>
          <IconTrash size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  )
}

function End({ expiresAt }: { expiresAt: string }) {
  const text = useText(apiKeysText)
  const locale = useLocale()
  const now = useNow()
  const { state, days } = endOf(expiresAt, now)
  const soon = days === 0 ? text.expiresTomorrow : text.expiresSoon(formatNumber(locale, days))
  const words = { far: text.expires(formatDay(locale, new Date(expiresAt), now)), soon, ended: text.expired }
  return (
    <span className={classes.end} data-state={state} title={formatDateTime(locale, new Date(expiresAt))}>
      {state !== 'far' && <IconAlertTriangle size={15} aria-hidden />}
      {words[state]}
    </span>
  )
}

function Use({ use }: { use: Pick<ApiKey, 'lastUsedAt' | 'lastUsedAddress'> }) {
  const text = useText(apiKeysText)
  if (use.lastUsedAt === null) return text.neverUsed
  return (
    <>
      {text.lastUsed} <RelativeTime at={use.lastUsedAt} />
      {use.lastUsedAddress && ` ${text.from(use.lastUsedAddress)}`}
    </>
  )
}
