import { lazy, type ReactNode, Suspense, useState } from 'react'

export type ConfirmProps = {
  opened: boolean
  title: string
  /** The verb on the button that does it. */
  confirm: string
  isPending?: boolean
  onConfirm: () => void
  onClose: () => void
  /** What goes, and whether it comes back. */
  children: ReactNode
}

const ConfirmDialog = lazy(async () => ({ default: (await import('./ConfirmDialog.tsx')).ConfirmDialog }))

/** Asks once before something that cannot be undone. The dialog is fetched when it is first needed. */
export function Confirm(props: ConfirmProps) {
  const [isNeeded, setNeeded] = useState(false)
  if (props.opened && !isNeeded) setNeeded(true)
  if (!isNeeded) return null
  return (
    <Suspense>
      <ConfirmDialog {...props} />
    </Suspense>
  )
}
