import type { AssignmentChange } from '@minichat/contracts'
import { useState } from 'react'
import { useMayManage } from '../../lib/session.tsx'
import { useChangeAssignment } from './use-assignment.ts'

/**
 * One part of the settings as it is being written, and what its card needs to save it.
 * @param saved as the server has it.
 */
export function usePart<T>(saved: T, changeOf: (draft: T) => AssignmentChange) {
  const mayManage = useMayManage()
  const change = useChangeAssignment()
  const [draft, setDraft] = useState(saved)
  const save = mayManage
    ? {
        onSave: () => change.mutate(changeOf(draft)),
        isDirty: JSON.stringify(draft) !== JSON.stringify(saved),
        isPending: change.isPending,
        isSaved: change.isSuccess,
        error: change.error,
      }
    : undefined
  return { draft, setDraft, mayManage, save }
}
