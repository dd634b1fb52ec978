import '../styles/menu.ts'
import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import type { Locale } from '@minichat/contracts'
import { IconApi, IconCheck, IconLogout, IconRoute, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { menuProps } from '../components/menu-props.ts'
import { useSignOut } from '../components/use-sign-out.tsx'
import { askForGuide, hasGuide } from '../features/guide/ask-for-guide.ts'
import { setLocale, useLocale, useText } from '../lib/text.ts'
import { useSaveMe } from '../lib/use-save-me.ts'
import { shellText } from './shell.text.ts'
import { useShownPath } from './use-shown-path.ts'

type AccountMenuItemsProps = { button: ReactElement; onNavigate: () => void }

export function AccountMenuItems({ button, onNavigate }: AccountMenuItemsProps) {
  const text = useText(shellText)
  const locale = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { leave, dialog } = useSignOut()
  const path = useShownPath()
  const save = useSaveMe()
  const chooseLocale = (chosen: Locale) => {
    setLocale(chosen)
    // For the mails; the choice holds on this device in any case.
    save.mutate({ locale: chosen })
  }
  const check = <IconCheck size={16} aria-hidden />
  return (
    <>
      <Menu width={240} position="top-start" shadow="md" defaultOpened {...menuProps}>
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUserCircle size={18} aria-hidden />}
            onClick={onNavigate}
            renderRoot={(props) => <Link to="/account" {...props} />}
          >
            {text.yourAccount}
          </Menu.Item>
          {hasGuide(path) && (
            <Menu.Item
              leftSection={<IconRoute size={18} aria-hidden />}
              onClick={() => {
                onNavigate()
                askForGuide()
              }}
            >
              {text.guide}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.RadioGroup value={locale} onChange={(value) => chooseLocale(value as Locale)}>
            <Menu.Label>{text.language}</Menu.Label>
            <Menu.RadioItem value="en" lang="en" checkIcon={check}>
              English
            </Menu.RadioItem>
            <Menu.RadioItem value="th" lang="th" checkIcon={check}>
              ไทย
            </Menu.RadioItem>
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
            <Menu.Label>{text.appearance}</Menu.Label>
            <Menu.RadioItem value="auto" checkIcon={check}>
              {text.system}
            </Menu.RadioItem>
            <Menu.RadioItem value="light" checkIcon={check}>
              {text.light}
            </Menu.RadioItem>
            <Menu.RadioItem value="dark" checkIcon={check}>
              {text.dark}
            </Menu.RadioItem>
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item component="a" href="/docs" target="_blank" leftSection={<IconApi size={18} aria-hidden />}>
            {text.apiDocs}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={leave}>
            {text.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  )
}
