import type { Assignment, AssignmentChange } from '@minichat/contracts'
import { useState } from 'react'
import { useMayManage } from '../../lib/session.tsx'
import { useChangeAssignment } from './use-assignment.ts'

/**
 * A part of the settings as it is being written, and what its card needs to save it.
 * @param names what the part consists of.
 */
export function usePart<K extends keyof AssignmentChange>(settings: Assignment, ...names: K[]) {
  type Part = Pick<Assignment, K>
  const partOf = (all: Assignment) => Object.fromEntries(names.map((name) => [name, all[name]])) as Part
  const mayManage = useMayManage()
  const change = useChangeAssignment()
  const [draft, setDraft] = useState(() => partOf(settings))
  const save = mayManage
    ? {
        // The server may have put it in order.
        onSave: () => change.mutate(draft, { onSuccess: (saved) => setDraft(partOf(saved)) }),
        isDirty: JSON.stringify(draft) !== JSON.stringify(partOf(settings)),
        isPending: change.isPending,
        isSaved: change.isSuccess,
        error: change.error,
      }
    : undefined
  return { draft, setDraft, mayManage, save }
}
