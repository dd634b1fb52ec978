import { Button, Loader } from '@mantine/core'
import { IconDots, IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { menuOnDemand } from '../../components/menu-on-demand.tsx'
import { useProblem } from '../../lib/problems.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { Citations } from '../chats/Citations.tsx'
import { MessageText } from '../chats/MessageText.tsx'
import classes from './Assist.module.css'
import { assistText } from './assist.text.ts'
import { useAssist, useMayAssist, type Wish } from './use-assist.ts'

const HelpMenu = menuOnDemand(async () => ({ OpenedMenu: (await import('./HelpMenu.tsx')).HelpMenu }))

type ReplyHelpProps = { chatId: string; draft: string; onDraft: (draft: string) => void; onFocus: () => void }

/** The AI beside a member who writes: it suggests and rewrites, the member sends. Not there without a provider. */
export function ReplyHelp(props: ReplyHelpProps) {
  return useMayAssist() ? <Help key={props.chatId} {...props} /> : null
}

function Help({ chatId, draft, onDraft, onFocus }: ReplyHelpProps) {
  const text = useText(assistText)
  const locale = useLocale()
  const problem = useProblem()
  const assist = useAssist(chatId)
  /** The draft before the AI rewrote it, and what it was made into. */
  const [rewritten, setRewritten] = useState<{ own: string; by: string } | null>(null)
  const { data, variables: wish } = assist

  function ask(body: Wish) {
    setRewritten(null)
    assist.mutate(body, {
      onSuccess(written) {
        if (body.kind !== 'tone' && body.kind !== 'translation') return
        setRewritten({ own: body.text, by: written.text })
        put(written.text)
      },
    })
  }
  function put(words: string) {
    onDraft(words)
    onFocus()
  }
  function close() {
    assist.reset()
    setRewritten(null)
    onFocus()
  }
  const isToRead = wish?.kind === 'reply' || wish?.kind === 'summary'
  const showsText = isToRead && data?.text
  return (
    <>
      <div className={classes.buttons}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconSparkles size={16} stroke={1.6} aria-hidden />}
          disabled={assist.isPending}
          onClick={() => ask({ kind: 'reply' })}
        >
          {text.suggest}
        </Button>
        <HelpMenu
          draft={draft}
          onSummary={() => ask({ kind: 'summary', locale })}
          onRewrite={ask}
          button={
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={assist.isPending}
              aria-label={text.more}
              title={text.more}
            >
              <IconDots size={16} stroke={1.6} aria-hidden />
            </Button>
          }
        />
      </div>
      <div className={classes.result} role="status">
        {assist.isPending && (
          <span className={classes.line}>
            <Loader size={14} aria-hidden /> {text.working}
          </span>
        )}
        {assist.isError && (
          <span className={classes.line} data-problem>
            {problem(assist.error)}
          </span>
        )}
        {isToRead && data?.text === '' && <span className={classes.line}>{text.nothing}</span>}
        {showsText && (
          <section className={classes.card} aria-label={wish.kind === 'reply' ? text.suggested : text.summed}>
            <p className={classes.about}>{wish.kind === 'reply' ? text.suggested : text.summed}</p>
            <div className={classes.words} lang={languageOf(data.text)}>
              <MessageText text={data.text} />
            </div>
            {data.citations.length > 0 && <Citations citations={data.citations} />}
            <div className={classes.choices}>
              {wish.kind === 'reply' && (
                <Button
                  size="compact-sm"
                  onClick={() => {
                    put([draft.trim(), data.text].filter(Boolean).join('\n'))
                    assist.reset()
                  }}
                >
                  {text.use}
                </Button>
              )}
              <Button size="compact-sm" variant="default" onClick={close}>
                {text.close}
              </Button>
            </div>
          </section>
        )}
        {rewritten && draft === rewritten.by && (
          <span className={classes.line}>
            {text.rewritten}
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                put(rewritten.own)
                setRewritten(null)
              }}
            >
              {text.backToOwn}
            </Button>
          </span>
        )}
      </div>
    </>
  )
}
