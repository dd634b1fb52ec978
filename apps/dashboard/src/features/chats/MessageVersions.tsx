import '../../styles/menu.ts'
import { Loader, Popover, UnstyledButton } from '@mantine/core'
import type { Message } from '@minichat/contracts'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { languageOf, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

/** The mark of an edited message with its earlier texts, which are open at first. */
export function MessageVersions({ message }: { message: Message }) {
  const text = useText(chatsText)
  const titleId = useId()
  const [opened, setOpened] = useState(true)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={320}
      shadow="md"
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.edited} title={text.earlierTexts} onClick={() => setOpened(!opened)}>
          {text.edited}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={titleId} className={classes.versions}>
        <p id={titleId} className={classes.versionsTitle}>
          {text.earlierTexts}
        </p>
        <Versions message={message} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Versions({ message: { chatId, id, editedAt } }: { message: Message }) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const query = useQuery({
    queryKey: ['message-versions', id, editedAt],
    queryFn: async ({ signal }) => {
      const params = { chatId, messageId: id }
      const route = 'GET /api/v1/chats/:chatId/messages/:messageId/versions'
      return (await api.request(route, { params, signal })).data
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loader size="sm" type="dots" aria-label={common.loading} />
  if (query.data.length === 0) return <span className={classes.versionText}>{text.noEarlierTexts}</span>
  return (
    <ol className={classes.versionList}>
      {query.data.map((version) => (
        <li key={version.replacedAt}>
          <span className={classes.versionText} lang={languageOf(version.text)}>
            {version.text}
          </span>
          <span className={classes.versionTime}>
            {text.replacedAt} <RelativeTime at={version.replacedAt} />
          </span>
        </li>
      ))}
    </ol>
  )
}
