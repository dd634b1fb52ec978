import { ActionIcon, Badge } from '@mantine/core'
import type { KnowledgeEntry } from '@minichat/contracts'
import { IconLink, IconPencil, IconTrash } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { type RowOrder, RowOrganise, RowSelect } from './RowControls.tsx'
import { SourceMarks } from './SourceMarks.tsx'

type EntryRowProps = {
  entry: KnowledgeEntry
  order: RowOrder
  onEdit: (() => void) | null
  onDelete: (() => void) | null
}

export function EntryRow({ entry, order, onEdit, onDelete }: EntryRowProps) {
  const text = useText(knowledgeText)
  return (
    <div className={classes.row} data-unused={entry.use !== 'used' || undefined}>
      <RowSelect order={order} name={entry.question} />
      <div className={classes.words}>
        <p className={classes.title} lang={languageOf(entry.question)}>
          {entry.question}
        </p>
        <p className={classes.excerpt} lang={languageOf(entry.answer)}>
          {entry.answer}
        </p>
        <div className={classes.facts}>
          <SourceMarks source={entry} />
          <Badge size="sm" variant="default">
            {entry.locale === 'th' ? text.languageTh : text.languageEn}
          </Badge>
          {entry.url && (
            <a href={entry.url} target="_blank" rel="noopener noreferrer" className={classes.link}>
              <IconLink size={14} aria-hidden />
              {entry.url.replace(/^https?:\/\//, '')}
            </a>
          )}
          <span>
            {text.changed} <RelativeTime at={entry.updatedAt} />
          </span>
        </div>
      </div>
      {onEdit && onDelete && (
        <div className={classes.actions}>
          <RowOrganise order={order} name={entry.question} />
          <ActionIcon aria-label={text.editNamed(entry.question)} onClick={onEdit}>
            <IconPencil size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={text.deleteNamed(entry.question)} onClick={onDelete}>
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      )}
    </div>
  )
}
