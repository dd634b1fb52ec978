import { ActionIcon, Loader } from '@mantine/core'
import type { KnowledgeDocument } from '@minichat/contracts'
import { IconAlertCircle, IconCheck, IconFileText, IconFileTypePdf, IconPencil, IconTrash } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { type RowOrder, RowOrganise, RowSelect } from './RowControls.tsx'
import { SourceMarks } from './SourceMarks.tsx'

type DocumentRowProps = {
  document: KnowledgeDocument
  order: RowOrder
  onOpen: () => void
  onDelete: (() => void) | null
}

export function DocumentRow({ document, order, onOpen, onDelete }: DocumentRowProps) {
  const text = useText(knowledgeText)
  const Icon = document.format === 'pdf' ? IconFileTypePdf : IconFileText
  return (
    <div className={`${classes.row} ${classes.document}`} data-unused={document.use !== 'used' || undefined}>
      <RowSelect order={order} name={document.title} />
      <Icon className={classes.icon} size={22} stroke={1.4} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title} lang={languageOf(document.title)}>
          {document.title}
        </p>
        <div className={classes.facts}>
          <SourceMarks source={document} />
          <Status document={document} />
          <span>
            {text.changed} <RelativeTime at={document.updatedAt} />
          </span>
        </div>
      </div>
      <div className={classes.actions}>
        <RowOrganise order={order} name={document.title} />
        <ActionIcon aria-label={`${text.view}: ${document.title}`} onClick={onOpen}>
          <IconPencil size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
        {onDelete && (
          <ActionIcon aria-label={text.deleteNamed(document.title)} onClick={onDelete}>
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </div>
  )
}

function Status({ document }: { document: KnowledgeDocument }) {
  const text = useText(knowledgeText)
  const locale = useLocale()
  const { status, passageCount, characterCount, problem } = document
  if (status === 'indexing')
    return (
      <span className={classes.status} data-status={status}>
        <Loader size={12} aria-hidden />
        {text.indexing}
      </span>
    )
  if (status === 'failed')
    return (
      <span className={classes.status} data-status={status}>
        <IconAlertCircle size={15} aria-hidden />
        {text.failed}: {problem ?? text.failedUnknown}
      </span>
    )
  return (
    <>
      <span className={classes.status} data-status={status}>
        <IconCheck size={15} aria-hidden />
        {text.ready}
      </span>
      <span>{passageCount === 1 ? text.onePassage : text.passages(formatNumber(locale, passageCount))}</span>
      <span>{text.characters(formatNumber(locale, characterCount))}</span>
    </>
  )
}
