import { NativeSelect, TextInput } from '@mantine/core'
import { limits } from '@minichat/contracts/limits'
import { useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { type AnalyticsSearch, moveDay, type Preset, presets, type Range } from './range.ts'
import { useWidgets } from './use-analytics.ts'

/** Of which days and which widget the page is about. */
export function PeriodFields({
  search,
  range,
  onChange,
}: {
  search: AnalyticsSearch
  range: Range
  onChange: (search: AnalyticsSearch) => void
}) {
  const text = useText(analyticsText)
  const { data: widgets = [] } = useWidgets()
  const isChosen = search.from !== undefined
  const { widget } = search
  const kept = widget ? { widget } : {}
  function choose(change: Partial<Range>) {
    const next = { ...range, ...change }
    if (!next.from || !next.to || next.from > next.to) return
    const earliest = moveDay(next.to, 1 - limits.analyticsMaxDays)
    onChange({ ...kept, to: next.to, from: next.from < earliest ? earliest : next.from })
  }
  return (
    <div className={classes.fields}>
      <NativeSelect
        aria-label={text.period}
        value={isChosen ? 'chosen' : (search.period ?? 'last30')}
        data={[...presets.map((value) => ({ value, label: text[value] })), { value: 'chosen', label: text.chosen }]}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === 'chosen' ? { ...kept, ...range } : { ...kept, period: value as Preset })
        }
      />
      {isChosen && (
        <>
          <TextInput
            type="date"
            aria-label={text.from}
            value={range.from}
            max={range.to}
            onChange={({ currentTarget: { value } }) => choose({ from: value })}
          />
          <TextInput
            type="date"
            aria-label={text.to}
            value={range.to}
            min={range.from}
            onChange={({ currentTarget: { value } }) => choose({ to: value })}
          />
        </>
      )}
      {widgets.length > 1 && (
        <NativeSelect
          aria-label={text.widget}
          value={widget ?? ''}
          data={[{ value: '', label: text.allWidgets }, ...widgets.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={({ currentTarget: { value } }) => {
            const { widget: _, ...rest } = search
            onChange(value === '' ? rest : { ...rest, widget: value })
          }}
        />
      )}
    </div>
  )
}
