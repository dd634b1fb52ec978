import '../../styles/menu.ts'
import { Menu } from '@mantine/core'
import { IconBriefcase, IconFold, IconLanguage, IconListDetails, IconMoodSmile } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { menuProps } from '../../components/menu-props.ts'
import { useText } from '../../lib/text.ts'
import { assistText } from './assist.text.ts'
import type { Wish } from './use-assist.ts'

const tones = [
  { tone: 'friendly', Icon: IconMoodSmile },
  { tone: 'formal', Icon: IconBriefcase },
  { tone: 'shorter', Icon: IconFold },
] as const

type HelpMenuProps = { button: ReactElement; draft: string; onSummary: () => void; onRewrite: (wish: Wish) => void }

/** What the AI does with the chat, and with a draft once there is one. */
export function HelpMenu({ button, draft, onSummary, onRewrite }: HelpMenuProps) {
  const text = useText(assistText)
  const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const
  const words = draft.trim()
  return (
    <Menu position="top-end" shadow="md" defaultOpened {...menuProps}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconListDetails {...icon} />} onClick={onSummary}>
          {text.summary}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLanguage {...icon} />}
          disabled={words === ''}
          onClick={() => onRewrite({ kind: 'translation', text: words, to: 'visitor' })}
        >
          {text.toVisitor}
        </Menu.Item>
        {tones.map(({ tone, Icon }) => (
          <Menu.Item
            key={tone}
            leftSection={<Icon {...icon} />}
            disabled={words === ''}
            onClick={() => onRewrite({ kind: 'tone', text: words, tone })}
          >
            {text[tone]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
