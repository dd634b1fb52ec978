import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import type { Assignment } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconPlus, IconX } from '@tabler/icons-react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Assignment.module.css'
import { assignmentText } from './assignment.text.ts'
import { usePart } from './use-part.ts'

type Week = NonNullable<Assignment['week']>
type Day = Week[number]

const officeDay: Day = [{ from: '09:00', to: '18:00' }]
const officeWeek: Week = [...Array.from({ length: 5 }, () => officeDay), [], []]
/** A Monday, for the names of the days. */
const monday = Date.UTC(2024, 0, 1)
const dayMs = 24 * 3600_000

/** Days as people call them, from Monday on. */
function useDayNames(): string[] {
  const names = new Intl.DateTimeFormat(useLocale(), { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, day) => names.format(monday + day * dayMs))
}

/** When the team is there. */
export function HoursCard({ settings }: { settings: Assignment }) {
  const text = useText(assignmentText)
  const { draft, setDraft, mayManage, save } = usePart(settings, 'week')
  const names = useDayNames()
  const setDay = (changed: number, day: Day) =>
    setDraft(({ week }) => ({ week: week && week.map((one, at) => (at === changed ? day : one)) }))
  return (
    <SettingsCard title={text.hoursTitle} hint={text.hoursHint(settings.timeZone)} save={save}>
      <Checkbox
        label={text.alwaysOpen}
        disabled={!mayManage}
        checked={draft.week === null}
        onChange={({ currentTarget: { checked } }) =>
          setDraft({ week: checked ? null : (settings.week ?? officeWeek) })
        }
      />
      {draft.week && (
        <div className={classes.days}>
          {draft.week.map((day, at) => (
            <DayRow
              key={names[at]}
              name={names[at] ?? ''}
              day={day}
              isFixed={!mayManage}
              onChange={(next) => setDay(at, next)}
            />
          ))}
        </div>
      )}
    </SettingsCard>
  )
}

type DayRowProps = { name: string; day: Day; isFixed: boolean; onChange: (day: Day) => void }

/** Its spans, each with begin and end. The end of a day is written as 00:00. */
function DayRow({ name, day, isFixed, onChange }: DayRowProps) {
  const text = useText(assignmentText)
  const last = day.at(-1)
  const next: Day = last && last.to < '23:00' ? [...day, { from: last.to, to: '23:00' }] : officeDay
  const set = (changed: number, part: Partial<Day[number]>) =>
    onChange(day.map((span, at) => (at === changed ? { ...span, ...part } : span)))
  return (
    <fieldset className={classes.day}>
      <legend className={classes.dayName}>{name}</legend>
      <div className={classes.spans}>
        {day.length === 0 && <span className={classes.closed}>{text.closed}</span>}
        {day.map((span, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name than their place.
          <div key={at} className={classes.span}>
            <TextInput
              type="time"
              aria-label={text.from(name)}
              disabled={isFixed}
              value={span.from}
              onChange={({ currentTarget: { value } }) => set(at, { from: value })}
            />
            <span aria-hidden>–</span>
            <TextInput
              type="time"
              aria-label={text.until(name)}
              disabled={isFixed}
              value={span.to === '24:00' ? '00:00' : span.to}
              onChange={({ currentTarget: { value } }) => set(at, { to: value === '00:00' ? '24:00' : value })}
            />
            {!isFixed && (
              <ActionIcon
                aria-label={text.removeSpan(name)}
                onClick={() => onChange(day.filter((one) => one !== span))}
              >
                <IconX size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            )}
          </div>
        ))}
        {!isFixed && day.length < limits.officeSpansMax && (day.length === 0 || next !== officeDay) && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={15} aria-hidden />}
            aria-label={text.addSpanTo(name)}
            onClick={() => onChange(next)}
          >
            {text.addSpan}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
