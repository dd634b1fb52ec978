import { Skeleton } from '@mantine/core'
import type { ProviderFigures } from '@minichat/contracts'
import { useContext } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { formatUsd } from '../ai-cost/money.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { Count, CountedContext } from './counted.tsx'
import { formatWait } from './figures.ts'
import { ReportCard, TableFrame } from './ReportCard.tsx'
import { useProviderFigures } from './use-analytics.ts'

/** How the providers have done, side by side. */
export function ProvidersCard() {
  const text = useText(analyticsText)
  const common = useText(commonText)
  const locale = useLocale()
  const { asked } = useContext(CountedContext)
  const { data: providers, isError, error, refetch } = useProviderFigures(asked)
  const nameOf = ({ provider, name }: ProviderFigures) =>
    name ?? (provider === 'builtin' ? text.builtin : provider === 'rule' ? text.rule : text.removedProvider)
  const head = [text.provider, text.answers, text.failures, text.firstWords, text.cost]
  return (
    <ReportCard
      title={text.providers}
      sheet={
        providers && providers.length > 0
          ? {
              head: [text.provider, text.answers, text.failures, `${text.firstWords} (ms)`, `${text.cost} (USD)`],
              rows: providers.map((one) => [
                nameOf(one),
                one.answers,
                one.failures,
                one.firstWords.medianMs,
                one.costMicroUsd / 1_000_000,
              ]),
            }
          : undefined
      }
    >
      {isError && !providers && (
        <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />
      )}
      {!providers && !isError && <Skeleton height={120} role="status" aria-label={common.loading} />}
      {providers?.length === 0 && <p className={classes.hint}>{text.noProviders}</p>}
      {providers && providers.length > 0 && (
        <TableFrame name={text.providers}>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {providers.map((one) => (
              <tr key={one.provider}>
                <th scope="row">{nameOf(one)}</th>
                <td>
                  <Count
                    count={one.answers}
                    which={{ figure: 'provider_answers', of: one.provider }}
                    name={`${text.answers}, ${nameOf(one)}`}
                  />
                </td>
                <td>
                  <Count
                    count={one.failures}
                    which={{ figure: 'provider_failures', of: one.provider }}
                    name={`${text.failures}, ${nameOf(one)}`}
                  />
                </td>
                <td>{one.firstWords.medianMs === null ? '–' : formatWait(locale, one.firstWords.medianMs)}</td>
                <td>{formatUsd(locale, one.costMicroUsd)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </ReportCard>
  )
}
