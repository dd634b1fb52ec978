import type { QuotaUse } from '@minichat/contracts'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../../lib/text.ts'
import classes from './Plan.module.css'
import { planText } from './plan.text.ts'

/** What of the plan is nearly or wholly used up, in a line. */
export function QuotaNotice({ quotas }: { quotas: QuotaUse[] }) {
  const text = useText(planText)
  const namesOf = (wanted: 'near' | 'reached') =>
    quotas
      .filter(({ state }) => state === wanted)
      .map(({ quota }) => text[quota])
      .join(', ')
  const reached = namesOf('reached')
  const near = namesOf('near')
  const isSilent = quotas.some(({ quota, state }) => quota === 'messagesPerMonth' && state === 'reached')
  return (
    <div className={classes.banner} role="status">
      <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
      <span>
        {reached && `${text.bannerReached(reached)} `}
        {isSilent && `${text.bannerSilent} `}
        {near && text.bannerNear(near)}
      </span>
      <Link to="/settings/plan" className={classes.bannerLink}>
        {text.look}
      </Link>
    </div>
  )
}
