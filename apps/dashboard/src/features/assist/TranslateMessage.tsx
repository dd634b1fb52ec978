import { UnstyledButton } from '@mantine/core'
import type { Message } from '@minichat/contracts'
import { useProblem } from '../../lib/problems.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Assist.module.css'
import { assistText } from './assist.text.ts'
import { useAssist, useMayAssist } from './use-assist.ts'

/** What a visitor wrote, in the language of who reads it; for this reader alone. */
export function TranslateMessage({ message }: { message: Message }) {
  return useMayAssist() ? <Translation key={message.text} message={message} /> : null
}

function Translation({ message: { chatId, text: words } }: { message: Message }) {
  const text = useText(assistText)
  const locale = useLocale()
  const problem = useProblem()
  const { mutate, reset, data, error, isPending } = useAssist(chatId)
  return (
    <>
      <UnstyledButton
        className={classes.translate}
        data-quiet={languageOf(words) === (locale === 'th' ? 'th' : undefined) || undefined}
        aria-expanded={data !== undefined}
        disabled={isPending}
        onClick={() => (data ? reset() : mutate({ kind: 'translation', text: words, to: locale }))}
      >
        {isPending ? text.working : data ? text.hideTranslation : text.translate}
      </UnstyledButton>
      <div role="status" className={classes.told}>
        {error && <p className={classes.line}>{problem(error)}</p>}
        {data && (
          <section className={classes.translation} aria-label={text.translated} lang={languageOf(data.text)}>
            {data.text}
          </section>
        )}
      </div>
    </>
  )
}
