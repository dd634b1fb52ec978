import { Button, Group } from '@mantine/core'
import { IconFilter, IconMessages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { formatDateTime, formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Audit.module.css'
import { auditFieldText, auditText } from './audit.text.ts'
import type { ShownEntry } from './use-audit.ts'

type AuditDetailsProps = { entry: ShownEntry; onActor: (actorId: string) => void; hasChats: boolean }

/** What changed, old and new, and where the change came from. */
export function AuditDetails({ entry, onActor, hasChats }: AuditDetailsProps) {
  const text = useText(auditText)
  const locale = useLocale()
  const { actor, target } = entry
  const facts = [
    [text.time, formatDateTime(locale, new Date(entry.at))],
    [text.address, entry.address],
    [text.action, entry.action],
    [text.target, target && (target.name ?? target.id)],
    [text.request, entry.requestId],
  ] as const
  return (
    <div className={classes.details}>
      <Changes entry={entry} />
      <dl className={classes.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Group gap="xs">
        {actor.id !== null && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => actor.id && onActor(actor.id)}
          >
            {text.onlyActor(actor.name)}
          </Button>
        )}
        {hasChats && target?.kind === 'chat' && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconMessages size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/chats/$chatId" params={{ chatId: target.id }} {...props} />}
          >
            {text.openChat}
          </Button>
        )}
      </Group>
    </div>
  )
}

function Changes({ entry: { before, after } }: { entry: ShownEntry }) {
  const text = useText(auditText)
  const fields: Record<string, string> = useText(auditFieldText)
  const wordsOf = useWordsOf()
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) return null
  return (
    <table className={classes.changes}>
      <caption>{text.changes}</caption>
      <thead>
        <tr>
          <th scope="col">{text.what}</th>
          {before && <th scope="col">{text.before}</th>}
          {after && <th scope="col">{text.after}</th>}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{Object.hasOwn(fields, name) ? fields[name] : name}</th>
            {before && <td data-label={text.before}>{wordsOf(before[name])}</td>}
            {after && <td data-label={text.after}>{wordsOf(after[name])}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function useWordsOf() {
  const text = useText(auditText)
  const locale = useLocale()
  return (value: unknown) => {
    const words = plain(value)
    return <span lang={languageOf(words)}>{words}</span>
  }

  function plain(value: unknown): string {
    if (value === undefined || value === null || value === '') return text.none
    if (typeof value === 'boolean') return value ? text.yes : text.no
    if (typeof value === 'number') return formatNumber(locale, value)
    if (Array.isArray(value)) return value.length === 0 ? text.none : value.map(plain).join(', ')
    if (typeof value === 'object') return Object.values(value).map(plain).join(' / ')
    const words = typeof value === 'string' ? value : ''
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(words) ? formatDateTime(locale, new Date(words)) : words
  }
}
