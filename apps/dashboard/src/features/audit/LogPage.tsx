import '../../styles/forms.ts'
import { Text } from '@mantine/core'
import type { ComponentProps } from 'react'
import { PageLayout } from '../../components/PageLayout.tsx'
import { AuditLog } from './AuditLog.tsx'

type LogPageProps = ComponentProps<typeof AuditLog> & { title: string; hint: string }

/** A log of who did what, below its title. */
export function LogPage({ title, hint, ...log }: LogPageProps) {
  return (
    <PageLayout title={title} wide>
      <Text c="dimmed" mt={-12} mb="md">
        {hint}
      </Text>
      <AuditLog {...log} />
    </PageLayout>
  )
}
