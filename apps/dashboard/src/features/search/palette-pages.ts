import { isPermitted } from '@minichat/contracts/permissions'
import { shellText } from '../../app/shell.text.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { sectionText } from '../settings/section.text.ts'
import { settingsPages } from '../settings/settings-pages.ts'
import { searchText } from './search.text.ts'

type PalettePage = { key: string; label: string; to: string; search?: object }

/** Pages that the reader may see, by name. */
export function usePalettePages(): PalettePage[] {
  const shell = useText(shellText)
  const section = useText(sectionText)
  const text = useText(searchText)
  const { me, workspace } = useSession()
  const settings = settingsPages.filter(({ needs }) => isPermitted(workspace.role, needs))
  const pages: Omit<PalettePage, 'key'>[] = [
    { to: '/chats', label: shell.chats },
    { to: '/search', label: shell.search },
    { to: '/analytics', label: shell.analytics },
    { to: '/knowledge', label: `${shell.knowledge} › ${text.questions}` },
    { to: '/knowledge', search: { tab: 'documents' }, label: `${shell.knowledge} › ${text.documents}` },
    { to: '/knowledge', search: { tab: 'pages' }, label: `${shell.knowledge} › ${text.webPages}` },
    { to: '/knowledge', search: { tab: 'review' }, label: `${shell.knowledge} › ${text.review}` },
    { to: '/widget', label: shell.widget },
    ...settings.map(({ to, name }) => ({ to, label: `${shell.settings} › ${section[name]}` })),
    { to: '/account', label: shell.yourAccount },
    { to: '/workspaces', label: shell.allWorkspaces },
    ...(me.user.isOperator ? [{ to: '/operator', label: shell.operator }] : []),
  ]
  return pages.map((page) => ({ ...page, key: `${page.to} ${JSON.stringify(page.search ?? {})}` }))
}
