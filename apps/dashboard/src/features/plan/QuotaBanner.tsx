import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../../lib/text.ts'
import classes from './Plan.module.css'
import { planText } from './plan.text.ts'
import { usePlan } from './use-plan.ts'

/** Above every page, while something of the plan is nearly or wholly used up. */
export function QuotaBanner() {
  const text = useText(planText)
  const { data } = usePlan()
  const namesOf = (state: 'near' | 'reached') =>
    (data?.quotas ?? [])
      // Of a single one there is to have, the first uses it up: that is no news.
      .filter((use) => use.state === state && use.limit !== 1)
      .map(({ quota }) => text[quota])
      .join(', ')
  const reached = namesOf('reached')
  const near = namesOf('near')
  if (!reached && !near) return null
  const isSilent = data?.quotas.some(({ quota, state }) => quota === 'messagesPerMonth' && state === 'reached')
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
