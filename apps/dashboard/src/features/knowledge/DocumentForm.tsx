import { Button, Group, Input, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { KnowledgeDocument } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'

type DocumentFormProps = {
  document: (KnowledgeDocument & { text: string }) | null
  onClose: () => void
  onSaved: () => void
}
const fields = ['title', 'text', 'url'] as const

export function DocumentForm({ document, onClose, onSaved }: DocumentFormProps) {
  const text = useText(knowledgeText)
  const common = useText(commonText)
  const checks = useChecks()
  const fieldProblems = useFieldProblems()
  const mayManage = useMayManage()
  const formatId = useId()
  const [format, setFormat] = useState<'markdown' | 'text'>('markdown')
  const isPage = document?.format === 'page'
  const isFromFile = document !== null && !isPage && document.format !== 'markdown' && document.format !== 'text'
  const isFixedText = !mayManage || isPage || isFromFile || document?.status === 'scanning'
  const form = useForm({
    initialValues: { title: document?.title ?? '', text: document?.text ?? '', url: document?.url ?? '' },
    validate: {
      title: (value) => checks.required(value, limits.titleMaxLength),
      text: (value) => (isFixedText ? null : checks.required(value, limits.textDocumentMaxLength)),
      url: checks.url,
    },
  })
  const save = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const url = values.url.trim() || null
      if (!document) return api.request('POST /api/v1/knowledge/documents', { body: { ...values, url, format } })
      const hasNewText = !isFixedText && values.text !== document.text
      return api.request('PATCH /api/v1/knowledge/documents/:documentId', {
        params: { documentId: document.id },
        body: { title: values.title, url, ...(hasNewText ? { text: values.text } : {}) },
      })
    },
    onSuccess: onSaved,
    onError: (error) => form.setErrors(fieldProblems(error, fields)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput label={text.documentTitle} readOnly={!mayManage} data-autofocus {...form.getInputProps('title')} />
        <TextInput
          label={`${text.link} (${common.optional})`}
          description={text.linkHint}
          type="url"
          inputMode="url"
          placeholder="https://"
          readOnly={!mayManage}
          {...form.getInputProps('url')}
        />
        {!document && (
          <Input.Wrapper label={text.format} labelElement="div" labelProps={{ id: formatId }}>
            <SegmentedControl
              mt={4}
              fullWidth
              aria-labelledby={formatId}
              value={format}
              onChange={(value) => setFormat(value as typeof format)}
              data={[
                { value: 'markdown', label: text.markdown },
                { value: 'text', label: text.plainText },
              ]}
            />
          </Input.Wrapper>
        )}
        <Textarea
          label={text.text}
          description={isPage ? text.pageText : isFromFile ? text.fileText : undefined}
          classNames={{ input: classes.textarea }}
          rows={14}
          readOnly={isFixedText}
          {...form.getInputProps('text')}
        />
        {save.error && <ErrorNotice error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {mayManage ? common.cancel : common.close}
          </Button>
          {mayManage && (
            <Button type="submit" loading={save.isPending}>
              {document ? common.save : text.addDocument}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
