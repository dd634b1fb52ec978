import { Button, Group, Input, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { limits } from '@minichat/contracts/limits'
import { useId } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatNumber } from '../../lib/format.ts'
import { useChecks } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { organiseText } from './organise.text.ts'
import { changeOf, type OrganiseValues, valuesOf } from './organise-values.ts'
import type { Source } from './source.ts'
import { type ListName, useLabels } from './use-knowledge.ts'
import { useOrganise } from './use-organise.ts'

type OrganiseDialogProps = { list: ListName; sources: readonly Source[]; onClose: () => void; onDone?: () => void }

/** Folder, tags, dates, rank and use of one source or of many. Closed while there is none. */
export function OrganiseDialog({ list, sources, onClose, onDone }: OrganiseDialogProps) {
  const text = useText(organiseText)
  const common = useText(commonText)
  const locale = useLocale()
  const [only] = sources
  const title =
    sources.length === 1 && only
      ? text.organiseNamed(only.name)
      : text.organiseTitle(formatNumber(locale, sources.length))
  return (
    <Modal
      opened={sources.length > 0}
      onClose={onClose}
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {sources.length > 0 && (
        <OrganiseForm
          list={list}
          sources={sources}
          onClose={onClose}
          onDone={() => {
            onDone?.()
            onClose()
          }}
        />
      )}
    </Modal>
  )
}

function OrganiseForm({ list, sources, onClose, onDone }: Required<OrganiseDialogProps>) {
  const text = useText(organiseText)
  const common = useText(commonText)
  const checks = useChecks()
  const { data: labels } = useLabels()
  const folderListId = useId()
  const organise = useOrganise(list, onDone)
  const isOne = sources.length === 1
  const before = valuesOf(sources)
  const form = useForm<OrganiseValues>({
    initialValues: before,
    validate: {
      folder: (value) => checks.tooLong(value, limits.folderMaxLength),
      validUntil: (value, { validFrom }) => (value && validFrom && value < validFrom ? text.datesOrder : null),
    },
  })
  const choice = (field: 'isOn' | 'rank', label: string, hint: string, options: { value: string; label: string }[]) => (
    <Choice
      label={label}
      hint={hint}
      value={form.values[field]}
      onChange={(value) => form.setFieldValue(field, value as never)}
      options={before[field] === '' ? [{ value: '', label: text.keep }, ...options] : options}
    />
  )
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => organise.mutate({ sources, change: changeOf(sources, before, values) }))}
    >
      <Stack gap="md">
        <TextInput
          label={text.folder}
          description={!isOne && before.folder === '' ? text.severalFolders : undefined}
          list={folderListId}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('folder')}
        />
        <datalist id={folderListId}>
          {labels?.folders.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
        <TextInput
          label={isOne ? text.tags : text.sharedTags}
          description={text.tagsHint}
          {...form.getInputProps('tags')}
        />
        {choice('isOn', text.inUse, text.inUseHint, [
          { value: 'on', label: text.on },
          { value: 'off', label: text.off },
        ])}
        <Input.Wrapper description={text.datesHint} inputWrapperOrder={['input', 'error', 'description']}>
          <div className={classes.pair}>
            <TextInput type="date" label={text.validFrom} {...form.getInputProps('validFrom')} />
            <TextInput type="date" label={text.validUntil} {...form.getInputProps('validUntil')} />
          </div>
        </Input.Wrapper>
        {choice('rank', text.rank, text.rankHint, [
          { value: 'normal', label: text.normal },
          { value: 'high', label: text.high },
        ])}
        {organise.error && <ErrorNotice error={organise.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={organise.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type ChoiceProps = {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
  options: { value: string; label: string }[]
}

export function Choice({ label, hint, value, onChange, options }: ChoiceProps) {
  const id = useId()
  return (
    <Input.Wrapper label={label} description={hint || undefined} labelElement="div" labelProps={{ id }}>
      <SegmentedControl mt={4} fullWidth aria-labelledby={id} value={value} onChange={onChange} data={options} />
    </Input.Wrapper>
  )
}
