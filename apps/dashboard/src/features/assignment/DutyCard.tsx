import { NativeSelect, Skeleton } from '@mantine/core'
import type { Duty } from '@minichat/contracts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatNumber } from '../../lib/format.ts'
import { useMayManage } from '../../lib/session.tsx'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Assignment.module.css'
import { assignmentText } from './assignment.text.ts'
import { useChangeDuty, useDuty } from './use-assignment.ts'

const choices = [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100]

/** Who is there, and how much each of them takes on. */
export function DutyCard() {
  const text = useText(assignmentText)
  const { data, error, refetch } = useDuty()
  const { capacity } = useChangeDuty()
  const problem = error ?? capacity.error
  return (
    <SettingsCard title={text.dutyTitle} hint={text.dutyHint}>
      {problem && <ErrorNotice error={problem} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={120} radius="md" />}
      <ul className={classes.members}>
        {data?.map((duty) => (
          <MemberRow
            key={duty.memberId}
            duty={duty}
            onCapacity={(count) => capacity.mutate({ memberId: duty.memberId, capacity: count })}
          />
        ))}
      </ul>
    </SettingsCard>
  )
}

function MemberRow({ duty, onCapacity }: { duty: Duty; onCapacity: (count: number | null) => void }) {
  const text = useText(assignmentText)
  const locale = useLocale()
  const mayManage = useMayManage()
  const { name, isAway, isHere, capacity, openChats } = duty
  const state = isAway ? 'away' : isHere ? 'here' : 'gone'
  const numbers = [...new Set([...choices, capacity ?? 0])].sort((a, b) => a - b)
  return (
    <li className={classes.member}>
      <span className={classes.wide}>
        <strong lang={languageOf(name)}>{name}</strong>
        <span className={classes.state} data-state={state}>
          {text[state]} · {text.openChats(formatNumber(locale, openChats))}
        </span>
      </span>
      <NativeSelect
        aria-label={text.capacityOf(name)}
        disabled={!mayManage}
        data={[
          { value: '', label: text.anyNumber },
          ...numbers.map((count) => ({ value: String(count), label: text.upTo(formatNumber(locale, count)) })),
        ]}
        value={capacity ?? ''}
        onChange={({ currentTarget: { value } }) => onCapacity(value === '' ? null : Number(value))}
      />
    </li>
  )
}
