import { Badge, Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core'
import type { FoundPassage } from '@minichat/contracts'
import { IconSearch } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { searchText } from './search.text.ts'

/** Shows what a visitor's question would find, without asking it. */
export function TryQuestion({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useText(searchText)
  const common = useText(commonText)
  const [question, setQuestion] = useState('')
  const search = useMutation({
    mutationFn: async (asked: string) =>
      (await api.request('POST /api/v1/knowledge/search', { body: { question: asked } })).data,
  })
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="lg"
      title={text.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {text.hint}
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (question.trim()) search.mutate(question.trim())
          }}
        >
          <Group gap="sm" align="end" wrap="nowrap">
            <TextInput
              flex={1}
              label={text.question}
              placeholder={text.placeholder}
              maxLength={1000}
              data-autofocus
              value={question}
              onChange={(event) => setQuestion(event.currentTarget.value)}
            />
            <Button type="submit" loading={search.isPending} leftSection={<IconSearch size={18} aria-hidden />}>
              {text.find}
            </Button>
          </Group>
        </form>
        {search.error && <ErrorNotice error={search.error} />}
        {search.data && <Found passages={search.data} />}
      </Stack>
    </Drawer>
  )
}

function Found({ passages }: { passages: FoundPassage[] }) {
  const text = useText(searchText)
  const locale = useLocale()
  if (passages.length === 0) return <Text role="status">{text.nothing}</Text>
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  return (
    <ol className={classes.found}>
      {passages.map((passage) => (
        <li key={passage.passageId}>
          <Group justify="space-between" gap="xs" wrap="nowrap" align="start">
            <p className={classes.title} lang={languageOf(passage.title)}>
              {passage.title}
            </p>
            <Badge size="sm" variant="default" flex="none">
              {text.score(percent.format(passage.score))}
            </Badge>
          </Group>
          <Text size="sm" lang={languageOf(passage.text)} className={classes.passage}>
            {passage.text}
          </Text>
          {passage.url && (
            <a href={passage.url} target="_blank" rel="noopener noreferrer" className={classes.address}>
              {passage.url.replace(/^https?:\/\//, '')}
            </a>
          )}
        </li>
      ))}
    </ol>
  )
}
