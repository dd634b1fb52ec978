import { lazy, Suspense } from 'react'
import { usePlan } from './use-plan.ts'

/** Loaded when there is something to say: most days it is not needed. */
const QuotaNotice = lazy(async () => ({ default: (await import('./QuotaNotice.tsx')).QuotaNotice }))

/** Above every page, while something of the plan is nearly or wholly used up. */
export function QuotaBanner() {
  const { data } = usePlan()
  // Of a single one there is to have, the first uses it up: that is no news.
  const news = data?.quotas.filter(({ state, limit }) => state !== 'ok' && limit !== 1) ?? []
  if (news.length === 0) return null
  return (
    <Suspense>
      <QuotaNotice quotas={news} />
    </Suspense>
  )
}
