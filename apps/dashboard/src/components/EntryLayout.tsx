import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'
import classes from './EntryLayout.module.css'
import { LanguageSwitch } from './LanguageSwitch.tsx'

/** The pages before the sign-in: one narrow column. */
export function EntryLayout({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={classes.main}>
        <Stack gap={4} mb="lg">
          <Title order={1} size="h2">
            {title}
          </Title>
          {hint && <Text c="dimmed">{hint}</Text>}
        </Stack>
        {children}
      </main>
    </div>
  )
}
