import '../../styles/dialog.ts'
import '../../styles/knowledge.ts'
import { Button, Tabs, Text } from '@mantine/core'
import { IconMessageSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { PageGuide } from '../guide/PageGuide.tsx'
import { ConflictsTab } from './ConflictsTab.tsx'
import { DocumentDialog } from './DocumentDialog.tsx'
import { DocumentsTab } from './DocumentsTab.tsx'
import { EntriesTab } from './EntriesTab.tsx'
import { EntryByIdDialog } from './EntryByIdDialog.tsx'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { SitesTab } from './SitesTab.tsx'
import { searchText } from './search.text.ts'
import { sitesText } from './sites.text.ts'
import { TryQuestion } from './TryQuestion.tsx'
import { useConflicts, useRefresh } from './use-knowledge.ts'

const otherTabs = ['documents', 'pages', 'conflicts', 'review'] as const

const ReviewTab = lazy(async () => ({ default: (await import('../review/ReviewTab.tsx')).ReviewTab }))

export function KnowledgePage() {
  const text = useText(knowledgeText)
  const sites = useText(sitesText)
  const searching = useText(searchText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const { data: conflicts } = useConflicts()
  const conflictCount = conflicts?.length ?? 0
  const [isTrying, setTrying] = useState(false)
  const { tab, entry, document } = useSearch({ from: '/frame/knowledge' })
  const bar = useRef<HTMLDivElement>(null)
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    const chosen = bar.current?.querySelector(`[role="tab"][id$="-tab-${tab ?? 'entries'}"]`)
    chosen?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [tab])
  const navigate = useNavigate()
  const goTo = (value: string | null) => {
    const chosen = otherTabs.find((one) => one === value)
    void navigate({ to: '/knowledge', search: chosen ? { tab: chosen } : {} })
  }
  const closeOpened = () => goTo(tab ?? null)
  const refreshEntries = useRefresh('entries')
  const refreshDocuments = useRefresh('documents')
  const tryButton = (
    <Button
      variant="default"
      data-guide="knowledge-try"
      leftSection={<IconMessageSearch size={18} aria-hidden />}
      onClick={() => setTrying(true)}
    >
      {searching.tryQuestion}
    </Button>
  )
  return (
    <PageLayout title={text.title} actions={tryButton}>
      <PageGuide of="knowledge" isReady={conflicts !== undefined} isHeld={Boolean(entry ?? document)} />
      <Text c="dimmed" mt={-12} mb="md">
        {text.hint} {!mayManage && common.membersOnlyRead}
      </Text>
      <Tabs value={tab ?? 'entries'} keepMounted={false} onChange={goTo}>
        <Tabs.List ref={bar} mb="md" className={classes.tabs} data-guide="knowledge-tabs">
          <Tabs.Tab value="entries">{text.entries}</Tabs.Tab>
          <Tabs.Tab value="documents">{text.documents}</Tabs.Tab>
          <Tabs.Tab value="pages">{sites.tab}</Tabs.Tab>
          <Tabs.Tab value="conflicts">
            {searching.conflicts}
            {conflictCount > 0 && ` (${conflictCount})`}
          </Tabs.Tab>
          <Tabs.Tab value="review" data-guide="knowledge-review">
            {text.review}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entries">
          <EntriesTab />
        </Tabs.Panel>
        <Tabs.Panel value="documents">
          <DocumentsTab />
        </Tabs.Panel>
        <Tabs.Panel value="pages">
          <SitesTab />
        </Tabs.Panel>
        <Tabs.Panel value="conflicts">
          <ConflictsTab />
        </Tabs.Panel>
        <Tabs.Panel value="review">
          <Suspense>
            <ReviewTab />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      <EntryByIdDialog entryId={entry ?? null} onClose={closeOpened} onSaved={() => void refreshEntries()} />
      <DocumentDialog
        key={document}
        documentId={document ?? null}
        onClose={closeOpened}
        onSaved={() => void refreshDocuments()}
      />
      <TryQuestion opened={isTrying} onClose={() => setTrying(false)} />
    </PageLayout>
  )
}
