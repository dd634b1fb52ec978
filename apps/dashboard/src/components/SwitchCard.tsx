import '../styles/widget.ts'
import { Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { notify } from '../lib/notify.ts'
import { useProblem } from '../lib/problems.ts'
import { useMayManage } from '../lib/session.tsx'
import { SettingsCard } from './SettingsCard.tsx'

type SwitchCardProps = {
  title: string
  hint: ReactNode
  label: string
  isOn: boolean
  save: (isOn: boolean) => Promise<unknown>
}

/** One decision that holds at once and is taken back by the same switch. */
export function SwitchCard({ title, hint, label, isOn, save }: SwitchCardProps) {
  const problem = useProblem()
  const mayManage = useMayManage()
  const saving = useMutation({
    mutationFn: save,
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
  return (
    <SettingsCard title={title} hint={hint}>
      <Switch
        label={label}
        disabled={!mayManage}
        checked={saving.isPending ? saving.variables : isOn}
        onChange={(event) => saving.mutate(event.currentTarget.checked)}
      />
    </SettingsCard>
  )
}
