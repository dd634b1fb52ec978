import { ActionIcon } from '@mantine/core'
import type { KnowledgeDocument } from '@minichat/contracts'
import { IconDownload, IconFileText, IconFileTypePdf, IconPencil, IconTrash } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import { DocumentStatus } from './DocumentStatus.tsx'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { type RowOrder, RowOrganise, RowSelect } from './RowControls.tsx'
import { SourceMarks } from './SourceMarks.tsx'
import { useDownload } from './use-download.ts'

type DocumentRowProps = {
  document: KnowledgeDocument
  order: RowOrder
  onOpen: () => void
  onDelete: (() => void) | null
}

export function DocumentRow({ document, order, onOpen, onDelete }: DocumentRowProps) {
  const text = useText(knowledgeText)
  const download = useDownload()
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
          <DocumentStatus document={document} />
          <span>
            {text.changed} <RelativeTime at={document.updatedAt} />
          </span>
        </div>
      </div>
      <div className={classes.actions}>
        <RowOrganise order={order} name={document.title} />
        {document.file && document.status !== 'scanning' && (
          <ActionIcon
            aria-label={text.downloadNamed(document.title)}
            loading={download.isPending}
            onClick={() => download.mutate(document)}
          >
            <IconDownload size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
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
