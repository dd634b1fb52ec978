import type { SitePage } from '@minichat/contracts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { pageProblemText } from './page-problems.text.ts'
import { plain } from './SitePreviewNotice.tsx'
import { sitesText } from './sites.text.ts'

/** One address of a site, and what came of it. */
export function SitePageRow({ page: { url, title, state, problem, lookedAt } }: { page: SitePage }) {
  const text = useText(sitesText)
  const problems = useText(pageProblemText)
  const isBad = state === 'failed' || state === 'missing'
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        {title && (
          <p className={classes.title} lang={languageOf(title)}>
            {title}
          </p>
        )}
        <a href={url} target="_blank" rel="noopener noreferrer" className={classes.address}>
          {plain(url)}
        </a>
        <div className={classes.facts}>
          <span className={classes.status} data-status={isBad ? 'failed' : state === 'read' ? 'ready' : state}>
            {text[state]}
            {problem && `: ${problems[problem]}`}
          </span>
          {lookedAt && <RelativeTime at={lookedAt} />}
        </div>
      </div>
    </div>
  )
}
