import { Button, Group, Input, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { KnowledgeEntry, Locale } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { knowledgeText } from './knowledge.text.ts'

type EntryDialogProps = { entry: KnowledgeEntry | 'new' | null; onClose: () => void; onSaved: () => void }
const fields = ['question', 'answer', 'url'] as const

/** Adds or changes a question and its answer. Key it by entry. */
export function EntryDialog({ entry, onClose, onSaved }: EntryDialogProps) {
  const text = useText(knowledgeText)
  const common = useText(commonText)
  return (
    <Modal
      opened={entry !== null}
      onClose={onClose}
      size="lg"
      title={entry === 'new' ? text.addEntry : text.editEntry}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {entry && (
        <EntryForm
          entry={entry === 'new' ? null : entry}
          onClose={onClose}
          onSaved={() => {
            onSaved()
            onClose()
          }}
        />
      )}
    </Modal>
  )
}

function EntryForm({
  entry,
  onClose,
  onSaved,
}: {
  entry: KnowledgeEntry | null
  onClose: () => void
  onSaved: () => void
}) {
  const text = useText(knowledgeText)
  const common = useText(commonText)
  const checks = useChecks()
  const fieldProblems = useFieldProblems()
  const languageId = useId()
  const [locale, setLocale] = useState<Locale | 'auto'>(entry?.locale ?? 'auto')
  const form = useForm({
    initialValues: { question: entry?.question ?? '', answer: entry?.answer ?? '', url: entry?.url ?? '' },
    validate: {
      question: (value) => checks.required(value, limits.questionMaxLength),
      answer: (value) => checks.required(value, limits.answerMaxLength),
      url: checks.url,
    },
  })
  const save = useMutation({
    mutationFn: async ({ question, answer, url }: typeof form.values) => {
      const body = { question, answer, locale: locale === 'auto' ? null : locale, url: url.trim() || null }
      return entry
        ? api.request('PATCH /api/v1/knowledge/entries/:entryId', { params: { entryId: entry.id }, body })
        : api.request('POST /api/v1/knowledge/entries', { body })
    },
    onSuccess: onSaved,
    onError: (error) => form.setErrors(fieldProblems(error, fields)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="md">
        <Textarea
          label={text.question}
          description={text.questionHint}
          autosize
          minRows={1}
          maxRows={4}
          data-autofocus
          {...form.getInputProps('question')}
        />
        <Textarea label={text.answer} autosize minRows={5} maxRows={14} {...form.getInputProps('answer')} />
        <TextInput
          label={`${text.link} (${common.optional})`}
          description={text.linkHint}
          type="url"
          inputMode="url"
          placeholder="https://"
          {...form.getInputProps('url')}
        />
        <Input.Wrapper label={text.language} labelElement="div" labelProps={{ id: languageId }}>
          <SegmentedControl
            mt={4}
            fullWidth
            aria-labelledby={languageId}
            value={locale}
            onChange={(value) => setLocale(value as Locale | 'auto')}
            data={[
              { value: 'auto', label: text.languageAuto },
              { value: 'en', label: text.languageEn },
              { value: 'th', label: text.languageTh },
            ]}
          />
        </Input.Wrapper>
        {save.error && <ErrorNotice error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {entry ? common.save : text.addEntry}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
