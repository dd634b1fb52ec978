import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { SiteKind } from '@minichat/contracts'
import { IconEye } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { isHttpUrl, useFieldProblems } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { Choice } from './OrganiseDialog.tsx'
import { SitePreviewNotice } from './SitePreviewNotice.tsx'
import { boundsOf, ReadingFields, type ReadingValues } from './site-form.tsx'
import { sitesText } from './sites.text.ts'
import { useRefresh } from './use-knowledge.ts'

type Values = ReadingValues & { kind: SiteKind; url: string }
type AddSiteDialogProps = { opened: boolean; onClose: () => void }

/** Names pages to read, with a look at what would be read before anything is. */
export function AddSiteDialog({ opened, onClose }: AddSiteDialogProps) {
  const text = useText(sitesText)
  const common = useText(commonText)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={text.add}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {opened && <AddSiteForm onClose={onClose} />}
    </Modal>
  )
}

function AddSiteForm({ onClose }: { onClose: () => void }) {
  const text = useText(sitesText)
  const common = useText(commonText)
  const fieldProblems = useFieldProblems()
  const refresh = useRefresh('sites')
  const form = useForm<Values>({
    initialValues: { kind: 'links', url: '', maxDepth: 2, maxPages: 50, schedule: 'weekly' },
    validate: { url: (value) => (isHttpUrl(completed(value)) ? null : common.urlInvalid) },
    // What was looked at is not what would be read now.
    onValuesChange: () => preview.reset(),
  })
  const bodyOf = (values: Values) => ({
    kind: values.kind,
    url: completed(values.url),
    ...boundsOf(values),
  })
  const onError = (error: Error) => form.setErrors(fieldProblems(error, ['url']))
  const preview = useMutation({
    mutationFn: async (values: Values) =>
      (await api.request('POST /api/v1/knowledge/sites/preview', { body: bodyOf(values) })).data,
    onError,
  })
  const add = useMutation({
    mutationFn: ({ schedule, ...values }: Values) =>
      api.request('POST /api/v1/knowledge/sites', { body: { ...bodyOf({ schedule, ...values }), schedule } }),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
    onError,
  })
  const { kind } = form.values
  const error = add.error ?? preview.error
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack gap="md">
        <Choice
          label={text.kind}
          hint=""
          value={kind}
          onChange={(value) => form.setFieldValue('kind', value as SiteKind)}
          options={(['page', 'links', 'sitemap'] as const).map((value) => ({ value, label: text[value] }))}
        />
        <TextInput
          label={text.url}
          description={kind === 'sitemap' ? text.sitemapHint : text.urlHint}
          type="url"
          inputMode="url"
          placeholder="https://"
          data-autofocus
          {...form.getInputProps('url')}
        />
        <ReadingFields form={form} hasDepth={kind === 'links'} hasLimit={kind !== 'page'} />
        {preview.data && <SitePreviewNotice preview={preview.data} />}
        {error && <ErrorNotice error={error} />}
        <Group justify="space-between" gap="sm">
          <Button
            variant="default"
            leftSection={<IconEye size={18} aria-hidden />}
            loading={preview.isPending}
            onClick={() => !form.validate().hasErrors && preview.mutate(form.values)}
          >
            {text.preview}
          </Button>
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {text.add}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

/** People leave the scheme out. */
const completed = (address: string) => {
  const given = address.trim()
  return given === '' || /^[a-z][a-z0-9+.-]*:/i.test(given) ? given : `https://${given}`
}
