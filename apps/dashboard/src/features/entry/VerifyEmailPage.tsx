import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { LinkPage } from './LinkPage.tsx'
import { Outcome } from './Outcome.tsx'
import { useLink } from './use-link.ts'

/** Confirms the address of a new account by being opened. */
export function VerifyEmailPage() {
  const text = useText(entryText)
  const common = useText(commonText)
  const next = { to: '/sign-in', label: common.toSignIn } as const
  const link = useLink(
    'verify-email',
    async (token) => (await api.request('POST /api/v1/auth/verify-email', { body: { token } })).data,
  )
  return (
    <LinkPage
      title={text.verifyTitle}
      link={link}
      renderDone={({ email }) => (
        <Outcome kind="done" title={text.done} next={next}>
          {text.verified(email)}
        </Outcome>
      )}
      refused={
        <Outcome kind="refused" title={text.refusedTitle} next={next}>
          {text.verifyRefused}
        </Outcome>
      }
    />
  )
}
