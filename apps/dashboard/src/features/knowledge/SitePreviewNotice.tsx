import { Alert, Text } from '@mantine/core'
import type { SitePreview } from '@minichat/contracts'
import { IconAlertCircle, IconEye } from '@tabler/icons-react'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { pageProblemText } from './page-problems.text.ts'
import { sitesText } from './sites.text.ts'

const slowFromMs = 1000

/** What a reading would begin with, or why it would not. */
export function SitePreviewNotice({ preview }: { preview: SitePreview }) {
  const text = useText(sitesText)
  const problems = useText(pageProblemText)
  const locale = useLocale()
  const count = (value: number) => formatNumber(locale, value)
  const { problem, title, excerpt, urls, urlCount, forbiddenCount, delayMs } = preview
  if (problem && urls.length === 0)
    return (
      <Alert color="red" role="alert" icon={<IconAlertCircle aria-hidden />} title={text.failed}>
        {problems[problem]}
      </Alert>
    )
  const more = urlCount - urls.length
  return (
    <Alert color="gray" role="status" icon={<IconEye aria-hidden />} title={text.previewTitle}>
      {title && (
        <Text size="sm" fw={600} lang={languageOf(title)}>
          {title}
        </Text>
      )}
      {excerpt && (
        <Text size="sm" lang={languageOf(excerpt)} mb={6}>
          {excerpt}
        </Text>
      )}
      <div className={classes.facts}>
        <span>{urlCount === 1 ? text.previewOne : text.previewPages(count(urlCount))}</span>
        {forbiddenCount > 0 && <span>{text.previewForbidden(count(forbiddenCount))}</span>}
        {delayMs >= slowFromMs && <span>{text.previewDelay(count(delayMs / 1000))}</span>}
      </div>
      {urls.length > 1 && (
        // To be scrolled by keyboard as well.
        <ul className={classes.addresses} tabIndex={0} aria-label={text.previewTitle}>
          {urls.map((url) => (
            <li key={url}>{plain(url)}</li>
          ))}
          {more > 0 && <li>{text.previewMore(count(more))}</li>}
        </ul>
      )}
    </Alert>
  )
}

/** Thai paths as they are read, not as they are sent. */
export function plain(url: string): string {
  const short = url.replace(/^https?:\/\//, '')
  try {
    return decodeURI(short)
  } catch {
    return short
  }
}
