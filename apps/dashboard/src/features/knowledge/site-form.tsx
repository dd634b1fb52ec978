import { NativeSelect, NumberInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { SiteSchedule } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { sitesText } from './sites.text.ts'

/** Numbers as they stand in the fields; '' while somebody writes. */
export type ReadingValues = { maxDepth: number | string; maxPages: number | string; schedule: SiteSchedule }

/** How much of a site is read, and when again. */
export function ReadingFields<T extends ReadingValues>({
  form,
  hasDepth,
  hasLimit,
  readOnly = false,
}: {
  form: UseFormReturnType<T>
  hasDepth: boolean
  hasLimit: boolean
  readOnly?: boolean
}) {
  const text = useText(sitesText)
  return (
    <div className={classes.pair}>
      {hasDepth && (
        <NumberInput
          label={text.depth}
          min={0}
          max={limits.siteMaxDepth}
          clampBehavior="blur"
          allowDecimal={false}
          readOnly={readOnly}
          {...form.getInputProps('maxDepth')}
        />
      )}
      {hasLimit && (
        <NumberInput
          label={text.maxPages}
          min={1}
          max={limits.siteMaxPages}
          clampBehavior="blur"
          allowDecimal={false}
          readOnly={readOnly}
          {...form.getInputProps('maxPages')}
        />
      )}
      <NativeSelect
        label={text.schedule}
        disabled={readOnly}
        data={(['off', 'daily', 'weekly'] as const).map((value) => ({ value, label: text[value] }))}
        {...form.getInputProps('schedule')}
      />
    </div>
  )
}

/** The numbers within their bounds, whatever is being written. */
export const boundsOf = ({ maxDepth, maxPages }: ReadingValues) => ({
  maxDepth: within(maxDepth, 0, limits.siteMaxDepth, 2),
  maxPages: within(maxPages, 1, limits.siteMaxPages, 50),
})

function within(value: number | string, min: number, max: number, otherwise: number): number {
  const number = value === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? Math.min(max, Math.max(min, Math.round(number))) : otherwise
}
