import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { Assignment } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconPlus, IconX } from '@tabler/icons-react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Assignment.module.css'
import { assignmentText } from './assignment.text.ts'
import { usePart } from './use-part.ts'

type Holiday = Assignment['holidays'][number]

/** Days on which nobody is there. */
export function HolidaysCard({ settings }: { settings: Assignment }) {
  const text = useText(assignmentText)
  const { draft, setDraft, mayManage, save } = usePart(settings, 'holidays')
  const set = (changed: number, part: Partial<Holiday>) =>
    setDraft(({ holidays }) => ({
      holidays: holidays.map((one, at) => (at === changed ? { ...one, ...part } : one)),
    }))
  return (
    <SettingsCard title={text.holidaysTitle} hint={text.holidaysHint} save={save}>
      {draft.holidays.map((holiday, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: while it is written, a holiday has no other name than its place.
        <div key={at} className={classes.holiday}>
          <TextInput
            type="date"
            aria-label={text.date}
            disabled={!mayManage}
            value={holiday.date}
            onChange={({ currentTarget: { value } }) => set(at, { date: value })}
          />
          <TextInput
            className={classes.wide}
            aria-label={text.holidayName}
            placeholder={text.holidayName}
            disabled={!mayManage}
            maxLength={60}
            lang={languageOf(holiday.name)}
            value={holiday.name}
            onChange={({ currentTarget: { value } }) => set(at, { name: value })}
          />
          {mayManage && (
            <ActionIcon
              aria-label={text.removeHoliday(holiday.name)}
              onClick={() => setDraft(({ holidays }) => ({ holidays: holidays.filter((one) => one !== holiday) }))}
            >
              <IconX size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {mayManage && draft.holidays.length < limits.holidaysMax && (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={() => setDraft(({ holidays }) => ({ holidays: [...holidays, { date: '', name: '' }] }))}
          >
            {text.addHoliday}
          </Button>
        </div>
      )}
    </SettingsCard>
  )
}
