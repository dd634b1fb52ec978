import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../lib/text.ts'
import { auditText } from '../audit/audit.text.ts'
import { LogPage } from '../audit/LogPage.tsx'

export function LogsPage() {
  const text = useText(auditText)
  const filter = useSearch({ from: '/frame/operator/logs' })
  const navigate = useNavigate()
  return (
    <LogPage
      title={text.logsTitle}
      hint={text.logsHint}
      source="server"
      filter={filter}
      onFilter={(search) => void navigate({ to: '/operator/logs', search, replace: true })}
    />
  )
}
