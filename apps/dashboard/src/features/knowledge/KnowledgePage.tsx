import '../../styles/dialog.ts'
import '../../styles/knowledge.ts'
import { Tabs, Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { DocumentsTab } from './DocumentsTab.tsx'
import { EntriesTab } from './EntriesTab.tsx'
import { knowledgeText } from './knowledge.text.ts'

export function KnowledgePage() {
  const text = useText(knowledgeText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const { tab } = useSearch({ from: '/frame/knowledge' })
  const navigate = useNavigate()
  return (
    <PageLayout title={text.title}>
      <Text c="dimmed" mt={-12} mb="md">
        {text.hint} {!mayManage && common.membersOnlyRead}
      </Text>
      <Tabs
        value={tab ?? 'entries'}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ to: '/knowledge', search: value === 'documents' ? { tab: 'documents' } : {} })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="entries">{text.entries}</Tabs.Tab>
          <Tabs.Tab value="documents">{text.documents}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entries">
          <EntriesTab />
        </Tabs.Panel>
        <Tabs.Panel value="documents">
          <DocumentsTab />
        </Tabs.Panel>
      </Tabs>
    </PageLayout>
  )
}
