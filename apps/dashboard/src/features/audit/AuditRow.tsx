import { Badge } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Audit.module.css'
import { AuditDetails } from './AuditDetails.tsx'
import { auditText } from './audit.text.ts'
import { auditActionText } from './audit-actions.text.ts'
import { auditWords } from './audit-words.ts'
import type { ShownEntry } from './use-audit.ts'

type AuditRowProps = {
  entry: ShownEntry
  /** Shows only what this person did. */
  onActor: (actorId: string) => void
  /** Chats of the reader's own workspace can be opened. */
  hasChats: boolean
}

export function AuditRow({ entry, onActor, hasChats }: AuditRowProps) {
  const text = useText(auditText)
  const words = auditWords(useText(auditActionText), entry)
  const { actor } = entry
  const mark = actor.kind === 'operator' || actor.kind === 'key' || actor.kind === 'anyone' ? text[actor.kind] : null
  return (
    <details className={classes.entry}>
      <summary className={classes.summary}>
        <IconChevronRight size={18} stroke={1.6} className={classes.chevron} aria-hidden />
        <span className={classes.words}>
          <strong>{actor.name}</strong>
          {mark && (
            <Badge size="sm" variant="default" component="span" mx={6}>
              {mark}
            </Badge>
          )}{' '}
          <span lang={languageOf(words)}>{words}</span>
          {entry.workspace && <span className={classes.quiet}> {text.in(entry.workspace.name)}</span>}
        </span>
        <span className={classes.when}>
          <RelativeTime at={entry.at} />
          {entry.address && <span>{entry.address}</span>}
        </span>
      </summary>
      <AuditDetails entry={entry} onActor={onActor} hasChats={hasChats} />
    </details>
  )
}
