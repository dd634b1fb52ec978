import { lazy, type ReactNode, Suspense, useState } from 'react'

export type Asked = {
  title: string
  /** What happens when it is given. */
  hint?: ReactNode
  /** The verb on the button that does it. */
  confirm: string
  isDangerous?: boolean
  /** Its failure is shown in the dialog, which stays open. */
  run: (password: string) => Promise<unknown>
}

const PasswordDialog = lazy(async () => ({ default: (await import('./PasswordDialog.tsx')).PasswordDialog }))

/**
 * One way to ask for the password before something that needs it. Draw `dialog` once on the page, call `ask` from its
 * buttons. The dialog is fetched when it is first needed.
 */
export function usePasswordPrompt() {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [isOpen, setOpen] = useState(false)
  const ask = (what: Asked) => {
    setAsked(what)
    setOpen(true)
  }
  // Its words stay while it fades out.
  const dialog = asked && (
    <Suspense>
      <PasswordDialog asked={asked} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Suspense>
  )
  return { ask, dialog }
}
