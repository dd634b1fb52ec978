import { ActionIcon } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useText } from '../../lib/text.ts'
import classes from './ChatPanel.module.css'
import { chatsText } from './chats.text.ts'
import { listSearch } from './inbox-search.ts'

export function BackToList() {
  const text = useText(chatsText)
  const search = useSearch({ from: '/frame/chats', select: listSearch, structuralSharing: true })
  return (
    <ActionIcon
      renderRoot={(props) => <Link {...props} to="/chats" search={search} />}
      className={classes.back}
      aria-label={text.backToList}
    >
      <IconArrowLeft size={22} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}
