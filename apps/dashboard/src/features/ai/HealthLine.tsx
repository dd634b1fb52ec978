import type { AiProvider } from '@minichat/contracts'
import { IconAlertTriangle, IconCircleCheck, IconPlayerPause, IconRefresh } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import classes from './Ai.module.css'
import { aiText } from './ai.text.ts'

const icons = { closed: IconCircleCheck, failing: IconAlertTriangle, open: IconPlayerPause, trial: IconRefresh }

/** Whether the provider is used at the moment, and what it failed with. */
export function HealthLine({ provider: { health, isEnabled } }: { provider: AiProvider }) {
  const text = useText(aiText)
  const locale = useLocale()
  const now = useNow()
  if (!isEnabled) return <p className={classes.health}>{text.off}</p>
  const Icon = icons[health.state]
  const leftMs = health.openUntil ? Date.parse(health.openUntil) - now.getTime() : 0
  const words = {
    closed: text.healthy,
    failing: text.failing(formatNumber(locale, health.failuresInRow)),
    open: text.leftOut(formatNumber(locale, Math.max(1, Math.ceil(leftMs / 60_000)))),
    trial: text.triedNext,
  }
  const isWell = health.state === 'closed'
  return (
    <p className={classes.health} data-state={health.state}>
      <Icon size={15} aria-hidden />
      <span>{words[health.state]}</span>
      {!isWell && health.lastFailure && health.lastFailedAt && (
        <span className={classes.reason}>
          <RelativeTime at={health.lastFailedAt} />: <code>{health.lastFailure}</code>
        </span>
      )}
    </p>
  )
}
