import '../../styles/forms.ts'
import { Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { AuditLog } from './AuditLog.tsx'
import { auditText } from './audit.text.ts'

export function AuditPage() {
  const text = useText(auditText)
  const filter = useSearch({ from: '/frame/settings/audit' })
  const navigate = useNavigate()
  return (
    <PageLayout title={text.title} wide>
      <Text c="dimmed" mt={-12} mb="md">
        {text.hint}
      </Text>
      <AuditLog
        source="workspace"
        filter={filter}
        onFilter={(search) => void navigate({ to: '/settings/audit', search, replace: true })}
      />
    </PageLayout>
  )
}
