import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../lib/text.ts'
import { auditText } from './audit.text.ts'
import { LogPage } from './LogPage.tsx'

export function AuditPage() {
  const text = useText(auditText)
  const filter = useSearch({ from: '/frame/settings/audit' })
  const navigate = useNavigate()
  return (
    <LogPage
      title={text.title}
      hint={text.hint}
      source="workspace"
      filter={filter}
      onFilter={(search) => void navigate({ to: '/settings/audit', search, replace: true })}
    />
  )
}
