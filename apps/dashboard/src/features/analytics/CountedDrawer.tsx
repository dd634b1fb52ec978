import '../../styles/dialog.ts'
import { Drawer } from '@mantine/core'
import { useDisclosure, useMounted } from '@mantine/hooks'
import type { CountedChat } from '@minichat/contracts'
import { Link } from '@tanstack/react-router'
import { PagedList } from '../../components/PagedList.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { excerptOf } from '../chats/chat-list.ts'
import { useVisitorName } from '../chats/visitor.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import type { Counted } from './counted.tsx'
import { useCountedChats } from './use-analytics.ts'

/** The chats behind a number. */
export function CountedDrawer({ counted, onClose }: { counted: Counted; onClose: () => void }) {
  const text = useText(analyticsText)
  const common = useText(commonText)
  // Opened only once it is there: the drawer then knows where the focus came from, to give it back.
  const isThere = useMounted()
  const [isClosing, { open: close }] = useDisclosure(false)
  const query = useCountedChats(counted.asked, counted.which)
  const items = query.data?.pages.flatMap((page) => page.items.map((one) => ({ ...one, id: one.chat.id })))
  return (
    <Drawer
      opened={isThere && !isClosing}
      onClose={close}
      transitionProps={{ onExited: onClose }}
      position="right"
      size={440}
      title={counted.name}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <PagedList
        query={query}
        items={items}
        renderItem={(one) => <CountedRow counted={one} />}
        empty={<p className={classes.hint}>{text.noCounted}</p>}
        end={text.end}
      />
    </Drawer>
  )
}

function CountedRow({ counted: { chat, times } }: { counted: CountedChat }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const name = useVisitorName(chat)
  const excerpt = excerptOf(chat)
  return (
    <Link to="/chats/$chatId" params={{ chatId: chat.id }} search={{}} className={classes.chat}>
      <span className={classes.chatFirst}>
        <span lang={languageOf(name)}>{name}</span>
        {times > 1 && <span className={classes.times}>{text.timesIn(formatNumber(locale, times))}</span>}
        <span className={classes.chatTime}>
          <RelativeTime at={chat.createdAt} />
        </span>
      </span>
      <span className={classes.chatExcerpt} lang={languageOf(excerpt)}>
        {excerpt}
      </span>
    </Link>
  )
}
