import { Badge } from '@mantine/core'
import type { Organisation } from '@minichat/contracts'
import { IconFolder, IconStarFilled, IconTag } from '@tabler/icons-react'
import { formatDay } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import classes from './Knowledge.module.css'
import { organiseText, sourceUseText } from './organise.text.ts'

/** How a source is put in order, where there is something to say: folder, tags, rank, and whether it is in use. */
export function SourceMarks({ source }: { source: Organisation }) {
  const text = useText(organiseText)
  const uses = useText(sourceUseText)
  const locale = useLocale()
  const now = useNow()
  const day = (moment: string, shiftMs = 0) => formatDay(locale, new Date(new Date(moment).getTime() + shiftMs), now)
  return (
    <>
      {source.use !== 'used' && (
        <Badge size="sm" color="orange" variant="light">
          {uses[source.use]}
        </Badge>
      )}
      {source.folder && (
        <span className={classes.mark} lang={languageOf(source.folder)}>
          <IconFolder size={14} aria-hidden />
          {source.folder}
        </span>
      )}
      {source.tags.map((tag) => (
        <span key={tag} className={classes.mark} lang={languageOf(tag)}>
          <IconTag size={14} aria-hidden />
          {tag}
        </span>
      ))}
      {source.rank === 'high' && (
        <span className={classes.mark}>
          <IconStarFilled size={13} aria-hidden />
          {text.highRank}
        </span>
      )}
      {source.use === 'not_yet' && source.validFrom && <span>{text.validFromDay(day(source.validFrom))}</span>}
      {source.validUntil && <span>{text.validUntilDay(day(source.validUntil, -1))}</span>}
    </>
  )
}
