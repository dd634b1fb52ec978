import { Loader } from '@mantine/core'
import type { KnowledgeDocument } from '@minichat/contracts'
import { IconAlertCircle, IconCheck } from '@tabler/icons-react'
import { formatNumber } from '../../lib/format.ts'
import { useCodeProblem } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'

/** What is being done with a document and how far that is, what it holds, or why it holds nothing. */
export function DocumentStatus({ document }: { document: KnowledgeDocument }) {
  const text = useText(knowledgeText)
  const locale = useLocale()
  const codeProblem = useCodeProblem()
  const { status, passageCount, characterCount, problem, problemCode, progress } = document
  if (status === 'indexing' || status === 'scanning')
    return (
      <span className={classes.status} data-status={status}>
        <Loader size={12} aria-hidden />
        {status === 'scanning' ? text.scanning : text.indexing}
        {progress !== null && ` ${formatNumber(locale, progress)}%`}
      </span>
    )
  if (status === 'failed')
    return (
      <span className={classes.status} data-status={status}>
        <IconAlertCircle size={15} aria-hidden />
        {text.failed}: {problemCode ? codeProblem(problemCode) : (problem ?? text.failedUnknown)}
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
