import { Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useContext } from 'react'
import { saveFile, toCsv } from '../../lib/csv.ts'
import { useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { CountedContext } from './counted.tsx'

export type Sheet = { head: string[]; rows: (string | number | null)[][] }

/** One question and its answer: what it shows, as a chart or table, and the same for a spreadsheet. */
export function ReportCard({
  title,
  hint,
  actions,
  sheet,
  children,
}: {
  title: string
  hint?: ReactNode
  actions?: ReactNode
  /** Left out where there is nothing to save. */
  sheet?: Sheet | undefined
  children: ReactNode
}) {
  const text = useText(analyticsText)
  const { asked } = useContext(CountedContext)
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.cardHead}>
        <Title order={2} size="h4">
          {title}
        </Title>
        {actions}
        {sheet && (
          <button
            type="button"
            className={classes.save}
            aria-label={text.saveCsvOf(title)}
            title={text.saveCsv}
            onClick={() => saveFile(`${title} ${asked.from} ${asked.to}.csv`, toCsv(sheet.head, sheet.rows))}
          >
            <IconDownload size={18} stroke={1.6} aria-hidden />
            <span>CSV</span>
          </button>
        )}
      </div>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
    </section>
  )
}

/** What scrolls sideways on a phone is reached by keyboard. */
export function TableFrame({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone must be reached by keyboard.
    <div className={classes.scroll} role="group" aria-label={name} tabIndex={0}>
      <table className={classes.table}>{children}</table>
    </div>
  )
}
