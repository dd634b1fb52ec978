import '../../styles/forms.ts'
import { Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { AuditLog } from '../audit/AuditLog.tsx'
import { auditText } from '../audit/audit.text.ts'

export function LogsPage() {
  const text = useText(auditText)
  const filter = useSearch({ from: '/frame/operator/logs' })
  const navigate = useNavigate()
  return (
    <PageLayout title={text.logsTitle} wide>
      <Text c="dimmed" mt={-12} mb="md">
        {text.logsHint}
      </Text>
      <AuditLog
        source="server"
        filter={filter}
        onFilter={(search) => void navigate({ to: '/operator/logs', search, replace: true })}
      />
    </PageLayout>
  )
}
