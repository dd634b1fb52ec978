import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { LinkPage } from './LinkPage.tsx'
import { Outcome } from './Outcome.tsx'
import { useLink } from './use-link.ts'

/** Takes a lock off that wrong passwords caused, by being opened. */
export function UnlockPage() {
  const text = useText(entryText)
  const common = useText(commonText)
  const next = { to: '/sign-in', label: common.toSignIn } as const
  const other = { to: '/forgot-password', label: text.forgotTitle } as const
  const link = useLink(
    'unlock',
    async (token) => (await api.request('POST /api/v1/auth/unlock', { body: { token } })).data,
  )
  return (
    <LinkPage
      title={text.unlockTitle}
      link={link}
      renderDone={({ email }) => (
        <Outcome kind="done" title={text.done} next={next} other={other}>
          {text.unlocked(email)}
        </Outcome>
      )}
      refused={
        <Outcome kind="refused" title={text.refusedTitle} next={next} other={other}>
          {text.unlockRefused}
        </Outcome>
      }
    />
  )
}
